import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks'
import type { BookDialog } from '../../router/route.ts'
import { isSideBySide } from '../../router/side-by-side.ts'
import { fly, linkOf } from './fly.ts'
import { sheetPart } from './lazy-sheet.tsx'

/** The book that the address opens. A form keeps the sheet from which it was opened. */
const wantedBy = (dialog: BookDialog | undefined, shown: string | undefined): string | undefined => {
  if (dialog?.kind === 'read') return dialog.id
  return dialog?.kind === 'edit' && dialog.id === shown ? shown : undefined
}

/** Marks the book that is open, without rendering the shelf, and again when the shelf makes its entry again. */
const useMark = (id: string | undefined) => {
  useEffect(() => {
    if (id === undefined) return
    const mark = () => {
      const link = linkOf(id)
      if (link && !link.hasAttribute('aria-current')) link.setAttribute('aria-current', 'true')
    }
    mark()
    const observer = new MutationObserver(mark)
    const shelf = document.querySelector('.shelf-main')
    if (shelf) observer.observe(shelf, { childList: true, subtree: true })
    return () => {
      observer.disconnect()
      linkOf(id)?.removeAttribute('aria-current')
    }
  }, [id])
}

/** Keeps the book where it was on the screen when the columns of the shelf change, and the shelf where it was left. */
const usePlace = (id: string | undefined) => {
  const before = useRef<{ id: string | undefined; top: number | undefined; shelfY: number }>({
    id,
    top: undefined,
    shelfY: scrollY,
  })
  useLayoutEffect(() => {
    const { id: last, top, shelfY } = before.current
    const isOpen = id !== undefined
    before.current = { ...before.current, id }
    if (id === last) return
    const link = linkOf(id ?? last ?? '')
    if (isSideBySide.peek()) {
      if (isOpen && last !== undefined) link?.scrollIntoView({ block: 'nearest' })
      else if (link && top !== undefined) scrollBy(0, link.getBoundingClientRect().top - top)
    } else if (last === undefined || isOpen) scrollTo(0, 0)
    else {
      scrollTo(0, shelfY)
      link?.scrollIntoView({ block: 'nearest' })
    }
  }, [id])
  /** Called before the page changes. @param about the book that is opened or closed */
  return (about: string) => {
    const isClosed = before.current.id === undefined
    const link = linkOf(about)
    before.current = {
      ...before.current,
      top: link?.getBoundingClientRect().top,
      ...(isClosed && { shelfY: scrollY }),
    }
  }
}

/** @returns the book that the sheet shows, which may follow the address by a frame; and whether the reader opened it here */
export const useSheet = (dialog: BookDialog | undefined) => {
  const [shown, setShown] = useState(() => wantedBy(dialog, undefined))
  const wanted = wantedBy(dialog, shown)
  const latest = useRef(wanted)
  latest.current = wanted
  const isFirst = useRef(true)
  const rememberPlace = usePlace(shown)
  useMark(shown)

  useLayoutEffect(() => {
    if (wanted === shown) return
    isFirst.current = false
    const about = wanted ?? shown ?? ''
    // Later clicks may have changed the address before the browser calls this.
    const change = () => {
      rememberPlace(about)
      setShown(latest.current)
    }
    const isOpening = shown === undefined
    const isFlight = (isOpening && sheetPart.loaded !== undefined) || wanted === undefined
    if (isFlight) fly(about, isOpening ? 'sheet' : 'shelf', change)
    else change()
  }, [wanted, shown])

  // The focus returns to the book on the shelf.
  const last = useRef(shown)
  useLayoutEffect(() => {
    const closed = shown === undefined ? last.current : undefined
    last.current = shown
    const { activeElement } = document
    if (closed === undefined || (activeElement && activeElement !== document.body)) return
    const target = linkOf(closed) ?? document.querySelector<HTMLElement>('h1[tabindex]')
    target?.focus({ preventScroll: true })
  }, [shown])

  return { id: shown, isOpened: !isFirst.current }
}
