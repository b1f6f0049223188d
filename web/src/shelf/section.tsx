import type { Book } from 'bookplate/client'
import { Component, createRef } from 'preact'
import type { ShelfQuery } from '../router/route.ts'
import { BookCard, BookRow } from './book-card.tsx'
import { goOn, renderInSteps, type Stepwise } from './steps.ts'

interface SectionProps {
  books: Book[]
  query: ShelfQuery
}

interface SectionState {
  /** So many books may be on the page by now. */
  rendered: number
}

// What a slow phone renders within a frame.
const booksPerStep = 3

/**
 * A part of the list, as long as it will be before its books are in it. The browser lays it out by itself: what is
 * appended costs the same however long the list is, and what is far away costs nothing.
 */
export class Section extends Component<SectionProps, SectionState> implements Stepwise {
  override state = { rendered: 0 }
  readonly #list = createRef<HTMLUListElement>()
  #stop = () => {}

  get element() {
    return this.#list.current
  }

  get isDone() {
    return this.state.rendered >= this.props.books.length
  }

  step() {
    this.setState(({ rendered }) => ({ rendered: rendered + booksPerStep }))
  }

  override componentDidMount() {
    this.#stop = renderInSteps(this)
  }

  override componentDidUpdate() {
    void goOn()
  }

  override componentWillUnmount() {
    this.#stop()
  }

  override shouldComponentUpdate({ books, query }: SectionProps, { rendered }: SectionState) {
    const shown = this.props.books
    return (
      rendered !== this.state.rendered ||
      query !== this.props.query ||
      books.length !== shown.length ||
      books.some((book, at) => book !== shown[at])
    )
  }

  override render({ books, query }: SectionProps, { rendered }: SectionState) {
    const Entry = query.view === 'list' ? BookRow : BookCard
    return (
      <ul
        ref={this.#list}
        class={query.view === 'list' ? 'list' : 'grid'}
        style={{ '--count': String(books.length) }}
      >
        {books.slice(0, rendered).map((book) => (
          <Entry key={book.id} book={book} query={query} />
        ))}
      </ul>
    )
  }
}
