import { effect } from '@preact/signals'
import { options } from 'preact'
import { whenIdle } from '../cover/when-idle.ts'
import { isCalm } from './is-calm.ts'

// Rendering a thousand books at once would block the page for seconds. Therefore each section renders a few books at a
// time, while the browser is idle. Sections near the screen come first. During a scroll, books are rendered without their
// controls, which are a third of the work. They follow when the page stands still, in the sections near the screen.

export interface QueuedSection {
  /** `null` while the section is not on the page. */
  readonly element: Element | null
  readonly isComplete: boolean
  /** Whether all books have their controls. */
  readonly isFull: boolean
  renderMore(): void
  addControls(): void
  renderAll(): void
}

const sections = new Set<QueuedSection>()
const nearScreen = new Set<Element>()

const observer = new IntersectionObserver(
  (entries) => {
    for (const { target, isIntersecting } of entries) {
      if (isIntersecting) nearScreen.add(target)
      else nearScreen.delete(target)
    }
    void runQueue()
  },
  { rootMargin: '100% 0px' },
)

/** @returns the next step, if one is left */
const nextStep = (): (() => void) | undefined => {
  const near: QueuedSection[] = []
  let distant: QueuedSection | undefined
  for (const section of sections) {
    if (section.element && nearScreen.has(section.element)) near.push(section)
    else if (!section.isComplete) distant ??= section
  }
  const incomplete = near.find(({ isComplete }) => !isComplete)
  if (incomplete) return () => incomplete.renderMore()
  const light = isCalm() ? near.find(({ isFull }) => !isFull) : undefined
  if (light) return () => light.addControls()
  return distant && (() => distant.renderMore())
}

let isRunning = false

/** Renders until all sections are complete. A call while it runs has no effect. */
export const runQueue = async (): Promise<void> => {
  if (isRunning) return
  isRunning = true
  for (let step = nextStep(); step; step = nextStep()) {
    step()
    await whenIdle()
  }
  isRunning = false
}

effect(() => {
  if (isCalm()) void runQueue()
})

/** Adds a section to the queue. @returns a function that removes it */
export const enqueue = (section: QueuedSection): (() => void) => {
  const { element } = section
  sections.add(section)
  if (element) observer.observe(element)
  void runQueue()
  return () => {
    sections.delete(section)
    if (!element) return
    observer.unobserve(element)
    nearScreen.delete(element)
  }
}

// Paper shows all books, also those that the queue has not reached. The browser prints when this returns.
addEventListener('beforeprint', () => {
  const { debounceRendering } = options
  options.debounceRendering = (render) => render()
  for (const section of sections) section.renderAll()
  if (debounceRendering) options.debounceRendering = debounceRendering
  else delete options.debounceRendering
})
