import type { ListedBook } from 'bookplate/client'
import { Component, createRef } from 'preact'
import type { ShelfQuery } from '../router/shelf-query.ts'
import { BookCard } from './book-card.tsx'
import { BookRow } from './book-row.tsx'
import { isCalm } from './is-calm.ts'
import { enqueue, type QueuedSection, runQueue } from './render-queue.ts'
import { SpineEntry } from './spines/spine.tsx'

interface SectionProps {
  books: ListedBook[]
  query: ShelfQuery
  /** In the spines view: there is room for the last book to lean. */
  leans?: boolean
}

interface SectionState {
  renderedCount: number
  /** How many of them have their controls. */
  fullCount: number
}

// A slow phone renders `perStep` books within one frame.
const looks = {
  covers: { Entry: BookCard, name: 'grid', perStep: 3 },
  list: { Entry: BookRow, name: 'list', perStep: 3 },
  spines: { Entry: SpineEntry, name: 'board', perStep: 8 },
}

/**
 * A part of the shelf. It has its full height before its books are rendered, so the page does not move. The browser lays
 * out each section separately, so the cost of a new section does not depend on the length of the shelf.
 */
export class Section extends Component<SectionProps, SectionState> implements QueuedSection {
  override state = { renderedCount: 0, fullCount: 0 }
  readonly #list = createRef<HTMLUListElement>()
  #leaveQueue = () => {}

  get element() {
    return this.#list.current
  }

  get isComplete() {
    return this.state.renderedCount >= this.props.books.length
  }

  get isFull() {
    return this.state.fullCount >= this.props.books.length
  }

  get #perStep() {
    return looks[this.props.query.view].perStep
  }

  renderMore() {
    const perStep = this.#perStep
    const isFull = isCalm()
    this.setState(({ renderedCount, fullCount }) => ({
      renderedCount: renderedCount + perStep,
      fullCount: isFull && fullCount >= renderedCount ? renderedCount + perStep : fullCount,
    }))
  }

  addControls() {
    this.setState(({ fullCount }) => ({ fullCount: fullCount + this.#perStep }))
  }

  renderAll() {
    this.setState({ renderedCount: this.props.books.length })
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

  override shouldComponentUpdate(
    { books, query, leans }: SectionProps,
    { renderedCount, fullCount }: SectionState,
  ) {
    const shown = this.props.books
    return (
      renderedCount !== this.state.renderedCount ||
      fullCount !== this.state.fullCount ||
      query !== this.props.query ||
      leans !== this.props.leans ||
      books.length !== shown.length ||
      books.some((book, at) => book !== shown[at])
    )
  }

  override render({ books, query, leans }: SectionProps, { renderedCount, fullCount }: SectionState) {
    const { Entry, name } = looks[query.view]
    // A book that leans would lean on books that are not drawn yet.
    const isLeaning = leans && renderedCount >= books.length
    return (
      <ul
        ref={this.#list}
        class={isLeaning ? `${name} leans` : name}
        style={{ '--count': String(books.length) }}
      >
        {books.slice(0, renderedCount).map((book, at) => (
          <Entry key={book.id} book={book} query={query} isLight={at >= fullCount} />
        ))}
      </ul>
    )
  }
}
