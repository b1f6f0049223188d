import type { ListedBook } from 'bookplate/client'
import { useEffect, useRef } from 'preact/hooks'
import { loadMoreBooks } from '../library/books.ts'
import type { ShelfQuery } from '../router/shelf-query.ts'
import { Section } from './section.tsx'
import { selection } from './selection/selection.ts'
import { useSelection } from './selection/use-selection.ts'
import { Boards } from './spines/boards.tsx'
import './book-list.css'
import './card-reading.css'

// 24 covers fill whole rows of 2, 3, 4, 6, 8 and 12 columns.
const booksPerSection = { covers: 24, list: 12 }
const emptySlots = 12

/** Loads the next page when the end of the list comes near the screen. Each page has a new element. */
const End = () => {
  const end = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const observer = new IntersectionObserver(
      (entries) => entries.some((entry) => entry.isIntersecting) && loadMoreBooks(),
      { rootMargin: '2000px 0px' },
    )
    if (end.current) observer.observe(end.current)
    return () => observer.disconnect()
  }, [])
  return <div ref={end} class="end" />
}

const slotsOf = { covers: 'grid', list: 'list', spines: 'board slot' }

/** Empty frames until the first books are loaded. */
const Slots = ({ view }: { view: ShelfQuery['view'] }) => (
  <div class={slotsOf[view]} aria-hidden="true" style={{ '--count': String(emptySlots) }}>
    {view !== 'spines' &&
      Array.from({ length: emptySlots }, (_, at) => (
        <div key={at} class={view === 'list' ? 'row slot' : 'card slot'} />
      ))}
  </div>
)

interface BookListProps {
  books: ListedBook[]
  query: ShelfQuery
  /** The cursor of the next page. `null` at the end of the list. */
  next: string | null
  /** No books are loaded yet. */
  isLoadingFirst: boolean
}

const splitIntoSections = (books: ListedBook[], size: number): ListedBook[][] =>
  Array.from({ length: Math.ceil(books.length / size) }, (_, at) => books.slice(at * size, (at + 1) * size))

export const BookList = ({ books, query, next, isLoadingFirst }: BookListProps) => (
  <div class={selection.isOn ? 'books selecting' : 'books'} {...useSelection()}>
    {query.view === 'spines' ? (
      <Boards books={books} query={query} />
    ) : (
      splitIntoSections(books, booksPerSection[query.view]).map((section, at) => (
        <Section key={at} books={section} query={query} />
      ))
    )}
    {isLoadingFirst && <Slots view={query.view} />}
    {next !== null && <End key={next} />}
  </div>
)
