import type { ListedBook, OwnBook } from 'bookplate/client'
import type { RefObject } from 'preact'
import { useEffect } from 'preact/hooks'
import { Cover } from '../../cover/cover.tsx'
import { dateText } from '../../i18n/format.ts'
import type { ShownBook } from '../../library/book.ts'
import { categoryName } from '../../router/categories.ts'
import { shelfHref } from '../../router/route.ts'
import type { ShelfQuery } from '../../router/shelf-query.ts'
import { user } from '../../session/session.ts'
import { restoreTexts } from '../inline/typed-texts.ts'
import { PrivatePart } from '../private-part.tsx'
import { BookBody, BookHead } from './book-texts.tsx'
import { MoreBooks } from './more-books.tsx'
import { sheetTexts } from './texts.ts'

/** The book as its owner may change it. */
const ownOf = (book: ShownBook): ListedBook | OwnBook | undefined =>
  book.user_id === user.value?.id && book.version !== undefined ? (book as ListedBook | OwnBook) : undefined

const Dates = ({ book }: { book: ShownBook }) => {
  const texts = sheetTexts.value
  return (
    <p class="book-dates">
      <time dateTime={book.created_at}>{texts.addedOn(dateText(book.created_at))}</time>
      {book.updated_at !== book.created_at && (
        <>
          , <time dateTime={book.updated_at}>{texts.changedOn(dateText(book.updated_at))}</time>
        </>
      )}
    </p>
  )
}

const More = ({ book, query }: { book: ListedBook | OwnBook; query: ShelfQuery }) => {
  const texts = sheetTexts.value
  const [author] = book.authors
  return (
    <>
      {book.series !== null && (
        <MoreBooks
          id={book.id}
          title={texts.moreIn(book.series)}
          filters={{ series: book.series }}
          query={query}
        />
      )}
      {author !== undefined && (
        <MoreBooks id={book.id} title={texts.moreBy(author)} filters={{ author }} query={query} />
      )}
    </>
  )
}

interface BookArticleProps {
  book: ShownBook
  query: ShelfQuery
  heading: RefObject<HTMLHeadingElement | null>
  onDelete: () => void
}

/** Everything about one book. */
export const BookArticle = ({ book, query, heading, onDelete }: BookArticleProps) => {
  const texts = sheetTexts.value
  const own = ownOf(book)
  const ownerId = own?.user_id
  useEffect(() => {
    if (ownerId !== undefined) void restoreTexts(ownerId, book.id)
  }, [ownerId, book.id])
  return (
    <article class="book">
      <Cover book={book} size="full" />
      <div class="book-head">
        <p class="book-category" data-category={book.category}>
          {book.category && <span class="swatch" />}
          {book.category && categoryName(book.category)}
        </p>
        <BookHead book={book} own={own} heading={heading} />
      </div>
      <div class="book-text">
        <BookBody book={book} own={own} />
        {own && <PrivatePart book={book} />}
        {!own && <p class="hint">{texts.foreign}</p>}
        <Dates book={book} />
        {own && (
          <div class="book-actions">
            <a class="button" href={shelfHref(query, { kind: 'edit', id: book.id })}>
              {texts.edit}
            </a>
            <button type="button" class="button" onClick={onDelete}>
              {texts.delete}
            </button>
          </div>
        )}
        {own && <More book={own} query={query} />}
      </div>
    </article>
  )
}
