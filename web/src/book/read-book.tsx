import { Cover } from '../cover/cover.tsx'
import { Dialog } from '../dialog/dialog.tsx'
import { Problem } from '../errors/problem.tsx'
import { dateText, list } from '../i18n/format.ts'
import { deleteLater } from '../library/deletion.ts'
import { seriesText } from '../library/names.ts'
import { useBook } from '../library/use-book.ts'
import { usePageTitle } from '../page/page-title.ts'
import { categoryName } from '../router/categories.ts'
import { user } from '../session/session.ts'
import { EditionFacts } from './book-facts.tsx'
import { PrivatePart } from './private-part.tsx'
import './book.css'

interface ReadBookProps {
  id: string
  editHref: string
  onClose: () => void
}

export const ReadBook = ({ id, editHref, onClose }: ReadBookProps) => {
  const { book, error, load } = useBook(id)
  usePageTitle(book?.title ?? 'A book')
  const series = book && seriesText(book.series, book.series_number)
  const isOwn = book !== undefined && book.user_id === user.value?.id
  return (
    <Dialog title={book?.title ?? 'A book'} isTitleInside size="wide" onClose={onClose}>
      {book && (
        <article class="book">
          <Cover book={book} size="full" />
          <div class="book-text">
            <p class="book-category" data-category={book.category}>
              {book.category && <span class="swatch" />}
              {book.category && categoryName(book.category)}
            </p>
            <h2 class="book-title">{book.title}</h2>
            {book.authors.length > 0 && <p class="book-authors">by {list(book.authors)}</p>}
            {series && <p class="book-series">{series}</p>}
            {book.description && <p class="book-description">{book.description}</p>}
            <EditionFacts book={book} />
            {isOwn && <PrivatePart book={book} />}
            <p class="book-dates">
              Added on <time dateTime={book.created_at}>{dateText(book.created_at)}</time>
              {book.updated_at !== book.created_at && (
                <>
                  , changed on <time dateTime={book.updated_at}>{dateText(book.updated_at)}</time>
                </>
              )}
            </p>
            {isOwn && (
              <div class="book-actions">
                <a class="button primary" href={editHref}>
                  Edit
                </a>
                <button
                  type="button"
                  class="button"
                  onClick={() => {
                    onClose()
                    deleteLater(book)
                    // The dialog would return the focus to the book, which is hidden now.
                    document.querySelector<HTMLElement>('main h1')?.focus({ preventScroll: true })
                  }}
                >
                  Delete
                </button>
              </div>
            )}
          </div>
        </article>
      )}
      {!book && error === undefined && <p role="status">Loading the book …</p>}
      {error !== undefined && <Problem error={error} retry={load} />}
    </Dialog>
  )
}
