import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks'
import { Icon } from '../../design/icon.tsx'
import { hasCode } from '../../errors/messages.ts'
import { Problem } from '../../errors/problem.tsx'
import { deleteLater } from '../../library/deletion.ts'
import { removedBooks } from '../../library/known-changes.ts'
import { useBook } from '../../library/use-book.ts'
import { usePageTitle } from '../../page/page-title.ts'
import { replaceHref } from '../../router/location.ts'
import { shelfHref } from '../../router/route.ts'
import type { ShelfQuery } from '../../router/shelf-query.ts'
import { isSideBySide } from '../../router/side-by-side.ts'
import { GoneTexts } from '../inline/gone-texts.tsx'
import { useGone } from '../use-gone.ts'
import { BookArticle } from './book-article.tsx'
import { placeOf } from './neighbours.ts'
import { sheetTexts } from './texts.ts'
import { useSteps } from './use-steps.ts'
import { useSwipe } from './use-swipe.ts'
import '../book.css'
import './sheet.css'

export interface BookSheetProps {
  id: string
  query: ShelfQuery
  /** A form lies above the sheet. */
  isBehind: boolean
  /** The reader has opened the book on this page, and not by its address. */
  isOpened: boolean
  onClose: () => void
}

/** A book beside the shelf, which stays in use. On a narrow screen it is a page of its own. */
export const BookSheet = ({ id, query, isBehind, isOpened, onClose }: BookSheetProps) => {
  const texts = sheetTexts.value
  const { book, error, load } = useBook(id)
  const isGone = hasCode(error, 'book_not_found') || removedBooks.value.has(id)
  const shown = isGone ? undefined : book
  const sheet = useRef<HTMLElement>(null)
  const heading = useRef<HTMLHeadingElement>(null)
  const isStep = useRef(!isOpened)
  const [announced, setAnnounced] = useState('')
  const isBeside = isSideBySide.value
  useGone(isBehind ? { kind: 'edit', id } : { kind: 'read', id }, onClose)
  usePageTitle(shown?.title ?? texts.aBook)

  const { busy, step } = useSteps({
    id,
    isBehind,
    close: onClose,
    show: (next) => {
      isStep.current = true
      // Back returns to the shelf, and not through all the books.
      replaceHref(shelfHref(query, { kind: 'read', id: next }))
    },
  })
  useSwipe({ sheet, id, isBehind, step })

  // The buttons keep the focus when they lead to another book. Otherwise the reader reads from the title on.
  useLayoutEffect(() => {
    sheet.current?.scrollTo(0, 0)
    if (!isStep.current) (heading.current ?? sheet.current)?.focus({ preventScroll: true })
  }, [id])
  useEffect(() => {
    setAnnounced(
      isStep.current && sheet.current?.contains(document.activeElement) ? (shown?.title ?? '') : '',
    )
    isStep.current = false
  }, [id])

  // A search, and a filter, show the shelf where both have no room.
  const opened = useRef(query)
  useEffect(() => {
    if (query !== opened.current && !isSideBySide.peek() && !isBehind) onClose()
    opened.current = query
  }, [query])

  const title = shown?.title ?? texts.aBook
  const { isListed, hasPrevious, hasNext } = placeOf(id)
  return (
    <section
      ref={sheet}
      class="sheet"
      tabIndex={-1}
      role={isBeside ? 'dialog' : undefined}
      aria-label={title}
      aria-hidden={isBehind ? 'true' : undefined}
    >
      <header class="sheet-bar">
        <button
          type="button"
          class={isBeside ? 'icon-button sheet-close' : 'button quiet sheet-close'}
          aria-label={isBeside ? texts.close : undefined}
          onClick={onClose}
        >
          <Icon name={isBeside ? 'close' : 'backward'} />
          {!isBeside && texts.toShelf}
        </button>
        {isListed && (
          <div class="sheet-steps">
            <button
              type="button"
              class="icon-button step"
              aria-label={texts.previous}
              title={hasPrevious ? texts.previous : texts.atStart}
              aria-disabled={!hasPrevious}
              onClick={() => hasPrevious && step(-1)}
            >
              <Icon name="backward" />
            </button>
            <button
              type="button"
              class="icon-button step"
              aria-label={texts.next}
              title={hasNext ? texts.next : texts.atEnd}
              aria-disabled={!hasNext}
              aria-busy={busy === 1}
              onClick={() => hasNext && step(1)}
            >
              <Icon name="forward" />
            </button>
          </div>
        )}
      </header>
      <p class="visually-hidden" role="status">
        {announced}
      </p>
      {shown && (
        <BookArticle
          key={id}
          book={shown}
          query={query}
          heading={heading}
          onDelete={() => {
            onClose()
            deleteLater(shown)
          }}
        />
      )}
      {!shown && !isGone && error === undefined && <p role="status">{texts.loading}</p>}
      {error !== undefined && <Problem error={error} retry={isGone ? undefined : load} />}
      {isGone && <GoneTexts key={id} id={id} />}
    </section>
  )
}
