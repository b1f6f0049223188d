import type { ListedBook } from 'bookplate/client'
import { Component } from 'preact'
import { shelfHref } from '../router/route.ts'
import type { ShelfQuery } from '../router/shelf-query.ts'

export interface EntryProps {
  book: ListedBook
  /** The query of the shelf, which stays visible behind the book's dialog. */
  query: ShelfQuery
}

/** A book on the shelf. Rendered again only when the book or the query is another object. */
export abstract class Entry extends Component<EntryProps> {
  override shouldComponentUpdate({ book, query }: EntryProps) {
    return book !== this.props.book || query !== this.props.query
  }
}

export const hrefOf = ({ book, query }: EntryProps): string => shelfHref(query, { kind: 'read', id: book.id })
