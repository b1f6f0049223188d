import type { ListedBook } from 'bookplate/client'
import { Component } from 'preact'
import { shelfHref } from '../router/route.ts'
import type { ShelfQuery } from '../router/shelf-query.ts'

export interface EntryProps {
  book: ListedBook
  /** The query of the shelf, which stays visible behind the book's dialog. */
  query: ShelfQuery
  /** Without controls, which a reader cannot use while the page scrolls. */
  isLight?: boolean | undefined
}

/** A book on the shelf. Rendered again only when a property is another object. */
export abstract class Entry extends Component<EntryProps> {
  override shouldComponentUpdate({ book, query, isLight }: EntryProps) {
    const { props } = this
    return book !== props.book || query !== props.query || isLight !== props.isLight
  }
}

export const hrefOf = ({ book, query }: EntryProps): string => shelfHref(query, { kind: 'read', id: book.id })
