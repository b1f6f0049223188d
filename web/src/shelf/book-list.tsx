import type { Book } from 'bookplate/client'
import { Component } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import type { ShelfQuery } from '../router/route.ts'
import { BookCard, BookRow } from './book-card.tsx'
import { showMore } from './books.ts'
import './book-list.css'

// 120 covers fill rows of 2, 3, 4, 6, 8 and 10.
const booksPerSection = { covers: 120, list: 12 }
const emptySlots = 12

interface SectionProps {
  books: Book[]
  query: ShelfQuery
}

/**
 * A part of the list that the browser lays out by itself: what is appended costs the same however long the list is, and
 * what is far away costs nothing.
 */
class Section extends Component<SectionProps> {
  override shouldComponentUpdate({ books, query }: SectionProps) {
    const shown = this.props.books
    return (
      query !== this.props.query ||
      books.length !== shown.length ||
      books.some((book, at) => book !== shown[at])
    )
  }

  override render({ books, query }: SectionProps) {
    const Entry = query.view === 'list' ? BookRow : BookCard
    return (
      <ul class={query.view === 'list' ? 'list' : 'grid'} style={{ '--count': String(books.length) }}>
        {books.map((book) => (
          <Entry key={book.id} book={book} query={query} />
        ))}
      </ul>
    )
  }
}

/** The end of what was read: asks for more when it comes near. A new one for each page that follows. */
const End = () => {
  const end = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const observer = new IntersectionObserver(
      (entries) => entries.some((entry) => entry.isIntersecting) && showMore(),
      { rootMargin: '2000px 0px' },
    )
    if (end.current) observer.observe(end.current)
    return () => observer.disconnect()
  }, [])
  return <div ref={end} class="end" />
}

/** Places for the first books, until they are here. */
const Slots = ({ view }: { view: ShelfQuery['view'] }) => (
  <div class={view === 'list' ? 'list' : 'grid'} aria-hidden="true" style={{ '--count': String(emptySlots) }}>
    {Array.from({ length: emptySlots }, (_, at) => (
      <div key={at} class={view === 'list' ? 'row slot' : 'card slot'} />
    ))}
  </div>
)

interface BookListProps {
  books: Book[]
  query: ShelfQuery
  /** Where the next page begins; null at the end. */
  next: string | null
  /** Nothing was read yet. */
  isNew: boolean
}

const inSections = (books: Book[], size: number): Book[][] =>
  Array.from({ length: Math.ceil(books.length / size) }, (_, at) => books.slice(at * size, (at + 1) * size))

export const BookList = ({ books, query, next, isNew }: BookListProps) => (
  <div class="books">
    {inSections(books, booksPerSection[query.view]).map((section, at) => (
      <Section key={at} books={section} query={query} />
    ))}
    {isNew && <Slots view={query.view} />}
    {next !== null && <End key={next} />}
  </div>
)
