import type { ListedBook } from 'bookplate/client'
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks'
import type { ShelfQuery } from '../../router/shelf-query.ts'
import { Section } from '../section.tsx'
import { onSpineKey } from './arrow-keys.ts'
import { Caption } from './caption.tsx'
import { fillBoards } from './fill-boards.ts'
import { isTouch } from './pointer.ts'
import { spineOf } from './spine-size.ts'
import './boards.css'
import './spine-caption.css'

/** The sides of a board that hold no book. */
const boardPadding = 1.5

const widthIn = (element: Element): number =>
  element.clientWidth / Number.parseFloat(getComputedStyle(document.documentElement).fontSize)

/** @returns the width of an element in rem, updated with it; undefined before the first layout */
const useWidth = () => {
  const element = useRef<HTMLDivElement>(null)
  const [width, setWidth] = useState<number>()
  useLayoutEffect(() => {
    if (!element.current) return
    const { current } = element
    setWidth(widthIn(current))
    const observer = new ResizeObserver(() => setWidth(widthIn(current)))
    observer.observe(current)
    return () => observer.disconnect()
  }, [])
  return { element, width }
}

/** The spines view. Each board is a section, whose height is known before its books are. */
export const Boards = ({ books, query }: { books: readonly ListedBook[]; query: ShelfQuery }) => {
  const { element, width } = useWidth()
  useEffect(() => {
    const { current } = element
    current?.addEventListener('keydown', onSpineKey)
    return () => current?.removeEventListener('keydown', onSpineKey)
  }, [element])
  const boards = useMemo(
    () =>
      width === undefined
        ? []
        : fillBoards(books, (book) => spineOf(book, isTouch()).width, width - boardPadding),
    [books, width],
  )
  return (
    <div ref={element} class="boards">
      {boards.map(({ books, leans }, at) => (
        <Section key={at} books={books} query={query} leans={leans} />
      ))}
      <Caption boards={element} />
    </div>
  )
}
