import { useState } from 'preact/hooks'
import type { OldBook } from './old-books.ts'
import { descriptionTexts } from './texts.ts'

const booksPerStep = 100

interface ListProps {
  books: OldBook[]
  /** Ids of the books that the reader has left out. */
  left: ReadonlySet<string>
  onToggle: (id: string) => void
}

const Item = ({ book, isChosen, onToggle }: { book: OldBook; isChosen: boolean; onToggle: () => void }) => {
  const { authors, review } = book
  const texts = descriptionTexts.value
  return (
    <li>
      <label class="check-line">
        <input type="checkbox" checked={isChosen} onChange={onToggle} />
        <span class="old-title" dir="auto">
          {book.title}
        </span>
      </label>
      <dl>
        <dt>{texts.authors(authors.length)}</dt>
        {authors.map((author) => (
          <dd key={author} dir="auto">
            {author}
          </dd>
        ))}
        {review !== '' && (
          <>
            <dt>{texts.review}</dt>
            <dd class="old-review" dir="auto">
              {review}
            </dd>
          </>
        )}
      </dl>
    </li>
  )
}

/** The authors and the review of each book, as they would be. */
export const OldBookList = ({ books, left, onToggle }: ListProps) => {
  const [limit, setLimit] = useState(booksPerStep)
  const { list, showMore } = descriptionTexts.value
  return (
    <>
      <ul class="old-books" aria-label={list}>
        {books.slice(0, limit).map((book) => (
          <Item key={book.id} book={book} isChosen={!left.has(book.id)} onToggle={() => onToggle(book.id)} />
        ))}
      </ul>
      {books.length > limit && (
        <button type="button" class="button" onClick={() => setLimit(limit + booksPerStep)}>
          {showMore}
        </button>
      )}
    </>
  )
}
