import type { ListedBook } from 'bookplate/client'
import { Component } from 'preact'
import { Cover } from '../cover/cover.tsx'
import { statusNames } from '../library/field-names.ts'
import { seriesText } from '../library/names.ts'
import { categoryName } from '../router/categories.ts'
import { type ShelfQuery, shelfHref } from '../router/route.ts'

interface EntryProps {
  book: ListedBook
  /** The query of the shelf, which stays visible behind the book's dialog. */
  query: ShelfQuery
}

/** Rendered again only when the book or the query is another object. */
abstract class Entry extends Component<EntryProps> {
  override shouldComponentUpdate({ book, query }: EntryProps) {
    return book !== this.props.book || query !== this.props.query
  }
}

const hrefOf = ({ book, query }: EntryProps) => shelfHref(query, { kind: 'read', id: book.id })

const Rating = ({ rating }: { rating: number }) => (
  <>
    <span aria-hidden="true">★ {rating}</span>
    <span class="visually-hidden">{rating} of 5 stars</span>
  </>
)

/** Status, rating and series, and the category where there is room. */
const Meta = ({ book }: { book: ListedBook }) => {
  const { status, rating, series, series_number, category } = book
  const parts = [
    status && statusNames[status],
    rating && <Rating rating={rating} />,
    seriesText(series, series_number),
    category && categoryName(category),
  ].filter(Boolean)
  return <span class="card-meta">{parts.flatMap((part, at) => (at > 0 ? [' · ', part] : [part]))}</span>
}

/** A book in the covers view. */
export class BookCard extends Entry {
  override render(props: EntryProps) {
    const { book } = props
    return (
      <li class="card">
        <a href={hrefOf(props)}>
          <Cover book={book} size="full" isLazy />
          <span class="card-title">{book.title}</span>
          {book.authors.length > 0 && <span class="card-authors">{book.authors.join(', ')}</span>}
          <Meta book={book} />
        </a>
      </li>
    )
  }
}

// The row shows one line. The browser would measure all of a longer text.
const firstLine = (description: string) => description.slice(0, 250).toWellFormed()

/** A book in the list view. */
export class BookRow extends Entry {
  override render(props: EntryProps) {
    const { book } = props
    return (
      <li class="row">
        <a href={hrefOf(props)}>
          <Cover book={book} size="thumbnail" isLazy />
          <span class="row-title">{book.title}</span>
          <span class="row-description">
            {[book.authors.join(', '), firstLine(book.description)].filter(Boolean).join(' · ')}
          </span>
          <span class="row-category" data-category={book.category}>
            {book.category && <span class="swatch" />}
            <Meta book={book} />
          </span>
        </a>
      </li>
    )
  }
}
