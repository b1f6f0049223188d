import type { RefObject } from 'preact'
import { useEffect } from 'preact/hooks'

/** Part of a pixel may be left at the end of a scroll. */
const tolerance = 2

/** Where more follows: `data-more` is `start`, `end`, `both` or absent. */
const mark = (element: HTMLElement) => {
  const scrolled = Math.abs(element.scrollLeft)
  const left = element.scrollWidth - element.clientWidth - scrolled
  const [start, end] = [scrolled > tolerance, left > tolerance]
  const more = start && end ? 'both' : start ? 'start' : end ? 'end' : undefined
  if (more) element.dataset.more = more
  else delete element.dataset.more
}

/** A wheel without a horizontal axis scrolls sideways, until the end is reached. */
const scrollSideways = (event: WheelEvent) => {
  const element = event.currentTarget as HTMLElement
  if (event.ctrlKey || event.shiftKey || Math.abs(event.deltaX) >= Math.abs(event.deltaY)) return
  const before = element.scrollLeft
  element.scrollLeft += getComputedStyle(element).direction === 'rtl' ? -event.deltaY : event.deltaY
  if (element.scrollLeft !== before) event.preventDefault()
}

/** Marks the edges of a row behind which more follows, and scrolls it with the wheel. */
export const useFadedEdges = (row: RefObject<HTMLElement | null>, content: unknown): void => {
  useEffect(() => {
    const element = row.current
    if (!element) return undefined
    const update = () => mark(element)
    const observer = new ResizeObserver(update)
    observer.observe(element)
    element.addEventListener('scroll', update, { passive: true })
    element.addEventListener('wheel', scrollSideways, { passive: false })
    return () => {
      observer.disconnect()
      element.removeEventListener('scroll', update)
      element.removeEventListener('wheel', scrollSideways)
    }
  }, [row])
  // The width depends on the content.
  useEffect(() => {
    if (row.current) mark(row.current)
  }, [row, content])
}
