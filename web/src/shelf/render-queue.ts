import { options } from 'preact'
import { whenIdle } from '../cover/when-idle.ts'

// Rendering a thousand books at once would block the page for seconds. Therefore each section renders a few books at a
// time, while the browser is idle. Sections near the screen come first.

export interface QueuedSection {
  /** `null` while the section is not on the page. */
  readonly element: Element | null
  readonly isComplete: boolean
  renderMore(): void
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
  },
  { rootMargin: '100% 0px' },
)

const nextSection = () => {
  const incomplete = [...sections].filter(({ isComplete }) => !isComplete)
  return incomplete.find(({ element }) => element && nearScreen.has(element)) ?? incomplete[0]
}

let isRunning = false

/** Renders until all sections are complete. A call while it runs has no effect. */
export const runQueue = async (): Promise<void> => {
  if (isRunning) return
  isRunning = true
  for (let section = nextSection(); section; section = nextSection()) {
    section.renderMore()
    await whenIdle()
  }
  isRunning = false
}

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
