import type { Book } from 'bookplate/client'
import { useEffect, useRef } from 'preact/hooks'
import { showMore } from '../library/books.ts'
import type { ShelfQuery } from '../router/route.ts'
import { Section } from './section.tsx'
import './book-list.css'

// 24 covers fill rows of 2, 3, 4, 6, 8 and 12.
const booksPerSection = { covers: 24, list: 12 }
const emptySlots = 12

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
