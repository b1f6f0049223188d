import type { RefObject } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { findBook } from '../../library/books.ts'
import { seriesText } from '../../library/names.ts'

interface Place {
  id: string
  /** The middle of the spine and its head, in pixels inside the boards. */
  x: number
  y: number
}

const spineOfEvent = ({ target }: Event): HTMLElement | null =>
  target instanceof Element ? target.closest<HTMLElement>('.spine') : null

const placeOf = (spine: HTMLElement, boards: Element): Place => {
  const [inner, outer] = [spine.getBoundingClientRect(), boards.getBoundingClientRect()]
  return {
    id: spine.dataset.book ?? '',
    x: (inner.left + inner.right) / 2 - outer.left,
    y: inner.top - outer.top,
  }
}

/** The whole title above the spine under the mouse, or with the focus. Screen readers get it from the link. */
export const Caption = ({ boards }: { boards: RefObject<HTMLDivElement | null> }) => {
  const [place, setPlace] = useState<Place>()
  useEffect(() => {
    const { current: element } = boards
    if (!element) return
    const show = (event: Event) => {
      const spine = spineOfEvent(event)
      if (event instanceof PointerEvent && event.pointerType === 'touch') return
      if (event.type === 'focusin' && !(event.target as Element).matches(':focus-visible')) return
      setPlace(spine ? placeOf(spine, element) : undefined)
    }
    const hide = () => setPlace(undefined)
    const events = { pointerover: show, focusin: show, pointerleave: hide, focusout: hide }
    for (const [name, listener] of Object.entries(events)) element.addEventListener(name, listener)
    return () => {
      for (const [name, listener] of Object.entries(events)) element.removeEventListener(name, listener)
    }
  }, [boards])
  const book = place && findBook(place.id)
  if (!place || !book) return null
  const series = seriesText(book.series, book.series_number)
  const width = boards.current?.clientWidth ?? 0
  return (
    <div
      class="spine-caption"
      aria-hidden="true"
      data-side={place.x < width / 3 ? 'left' : place.x > (width * 2) / 3 ? 'right' : 'middle'}
      style={{ '--x': `${Math.round(place.x)}px`, '--y': `${Math.round(place.y)}px` }}
    >
      <span class="caption-title" dir="auto">
        {book.title}
      </span>
      {book.authors.length > 0 && <span dir="auto">{book.authors.join(', ')}</span>}
      {series && <span dir="auto">{series}</span>}
    </div>
  )
}
