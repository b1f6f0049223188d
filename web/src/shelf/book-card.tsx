import type { Book } from 'bookplate/client'
import { Component } from 'preact'
import { Cover } from '../cover/cover.tsx'
import { categoryName } from '../router/categories.ts'
import { type ShelfQuery, shelfHref } from '../router/route.ts'

interface EntryProps {
  book: Book
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

/** A book in the covers view. */
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
          <span class="row-description">{firstLine(book.description)}</span>
          <span class="row-category" data-category={book.category}>
            <span class="swatch" />
            {categoryName(book.category)}
          </span>
        </a>
      </li>
    )
  }
}
