import { list } from '../../i18n/format.ts'
import type { FoundBook } from '../../library/find-books.ts'
import { findTexts } from './texts.ts'

const detailsOf = ({ publisher, published_year, isbn }: FoundBook): string =>
  [publisher, published_year, isbn].filter((value) => value !== null).join(' · ')

/** The found books, each a button. */
export const FoundList = (props: { books: FoundBook[]; onChoose: (book: FoundBook) => void }) => (
  <ul class="found-list" aria-label={findTexts.value.list}>
    {props.books.map((book, at) => (
      <li key={at}>
        <button type="button" class="found" onClick={() => props.onChoose(book)}>
          <span class="found-cover">
            {book.cover && <img src={book.cover.preview_url} alt="" loading="lazy" decoding="async" />}
          </span>
          <span class="found-title" dir="auto">
            {book.title}
          </span>
          {book.authors.length > 0 && (
            <span class="found-authors" dir="auto">
              {list(book.authors)}
            </span>
          )}
          <span class="found-details">{detailsOf(book)}</span>
        </button>
      </li>
    ))}
  </ul>
)
