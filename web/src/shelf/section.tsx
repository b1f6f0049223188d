import type { ListedBook } from 'bookplate/client'
import { Component, createRef } from 'preact'
import type { ShelfQuery } from '../router/shelf-query.ts'
import { BookCard } from './book-card.tsx'
import { BookRow } from './book-row.tsx'
import { enqueue, type QueuedSection, runQueue } from './render-queue.ts'

interface SectionProps {
  books: ListedBook[]
  query: ShelfQuery
}

interface SectionState {
  renderedCount: number
}

// A slow phone renders this many books within one frame.
const booksPerStep = 3

/**
 * A part of the shelf. It has its full height before its books are rendered, so the page does not move. The browser lays
 * out each section separately, so the cost of a new section does not depend on the length of the shelf.
 */
export class Section extends Component<SectionProps, SectionState> implements QueuedSection {
  override state = { renderedCount: 0 }
  readonly #list = createRef<HTMLUListElement>()
  #leaveQueue = () => {}

  get element() {
    return this.#list.current
  }

  get isComplete() {
    return this.state.renderedCount >= this.props.books.length
  }

  renderMore() {
    this.setState(({ renderedCount }) => ({ renderedCount: renderedCount + booksPerStep }))
  }

  override componentDidMount() {
    this.#leaveQueue = enqueue(this)
  }

  override componentDidUpdate() {
    void runQueue()
  }

  override componentWillUnmount() {
    this.#leaveQueue()
  }

  override shouldComponentUpdate({ books, query }: SectionProps, { renderedCount }: SectionState) {
    const shown = this.props.books
    return (
      renderedCount !== this.state.renderedCount ||
      query !== this.props.query ||
      books.length !== shown.length ||
      books.some((book, at) => book !== shown[at])
    )
  }

  override render({ books, query }: SectionProps, { renderedCount }: SectionState) {
    const Entry = query.view === 'list' ? BookRow : BookCard
    return (
      <ul
        ref={this.#list}
        class={query.view === 'list' ? 'list' : 'grid'}
        style={{ '--count': String(books.length) }}
      >
        {books.slice(0, renderedCount).map((book) => (
          <Entry key={book.id} book={book} query={query} />
        ))}
      </ul>
    )
  }
}
