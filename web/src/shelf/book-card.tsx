import type { Book } from 'bookplate/client'
import { Component } from 'preact'
import { Cover } from '../cover/cover.tsx'
import { categoryName } from '../router/categories.ts'
import { type ShelfQuery, shelfHref } from '../router/route.ts'

interface EntryProps {
  book: Book
  /** What the shelf shows, and goes on to show behind the book. */
  query: ShelfQuery
}

/** One book of the shelf, rendered again only when it has changed itself. */
abstract class Entry extends Component<EntryProps> {
  override shouldComponentUpdate({ book, query }: EntryProps) {
    return book !== this.props.book || query !== this.props.query
  }
}

const hrefOf = ({ book, query }: EntryProps) => shelfHref(query, { kind: 'read', id: book.id })

/** A book among the covers. */
export class BookCard extends Entry {
  override render(props: EntryProps) {
    const { book } = props
    return (
      <li class="card">
        <a href={hrefOf(props)}>
          <Cover book={book} size="full" isLazy />
          <span class="card-title">{book.title}</span>
          <span class="card-category">{categoryName(book.category)}</span>
        </a>
      </li>
    )
  }
}

// More than a line is never shown, and would only be measured.
const beginningOf = (description: string) => description.slice(0, 250).toWellFormed()

/** A book in the list. */
export class BookRow extends Entry {
  override render(props: EntryProps) {
    const { book } = props
    return (
      <li class="row">
        <a href={hrefOf(props)}>
          <Cover book={book} size="thumbnail" isLazy />
          <span class="row-title">{book.title}</span>
          <span class="row-description">{beginningOf(book.description)}</span>
          <span class="row-category" data-category={book.category}>
            <span class="swatch" />
            {categoryName(book.category)}
          </span>
        </a>
      </li>
    )
  }
}
