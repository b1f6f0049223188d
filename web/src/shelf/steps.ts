import { idle } from '../cover/idle.ts'

// A thousand books at once would hold up the page for seconds. So every part of the shelf renders a few at a time, whenever
// the browser has nothing better to do, and what the reader is about to see comes first.

/** What renders in steps. */
export interface Stepwise {
  /** Where it is; null before and after it is on the page. */
  readonly element: Element | null
  readonly isDone: boolean
  step(): void
}

const parts = new Set<Stepwise>()
const near = new Set<Element>()

const sight = new IntersectionObserver(
  (entries) => {
    for (const { target, isIntersecting } of entries) {
      if (isIntersecting) near.add(target)
      else near.delete(target)
    }
  },
  { rootMargin: '100% 0px' },
)

const nextPart = () => {
  const waiting = [...parts].filter(({ isDone }) => !isDone)
  return waiting.find(({ element }) => element && near.has(element)) ?? waiting[0]
}

let isGoingOn = false

/** Goes on for as long as any part is not done. */
export const goOn = async (): Promise<void> => {
  if (isGoingOn) return
  isGoingOn = true
  for (let part = nextPart(); part; part = nextPart()) {
    part.step()
    await idle()
  }
  isGoingOn = false
}

/**
 * Renders a part step by step.
 * @returns what gives it up
 */
export const renderInSteps = (part: Stepwise): (() => void) => {
  const { element } = part
  parts.add(part)
  if (element) sight.observe(element)
  void goOn()
  return () => {
    parts.delete(part)
    if (!element) return
    sight.unobserve(element)
    near.delete(element)
  }
}
