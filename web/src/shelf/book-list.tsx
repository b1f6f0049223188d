import type { ListedBook } from 'bookplate/client'
import type { RefObject } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import { loadMoreBooks, books as shelfBooks } from '../library/books.ts'
import { type Facets, useFacets } from '../library/facets.ts'
import { shelfSettings } from '../library/shelf-settings.ts'
import type { ShelfQuery } from '../router/shelf-query.ts'
import { type BookGroup, groupBooks } from './group-books.ts'
import { GroupHeading } from './group-heading.tsx'
import { countOfGroup, headingText } from './heading-text.ts'
import { ListStart } from './list-start.tsx'
import { Scrubber } from './scrubber.tsx'
import { Section } from './section.tsx'
import { selection } from './selection/selection.ts'
import { useSelection } from './selection/use-selection.ts'
import { Boards } from './spines/boards.tsx'
import { stopsOfGroup } from './stops.ts'
import './book-grid.css'
import './book-list.css'
import './book-row.css'
import './card-reading.css'

// 24 covers fill whole rows of 2, 3, 4, 6, 8 and 12 columns.
const booksPerSection = { covers: 24, list: 12 }
const emptySlots = 24
/** A board has more books than a row of covers, and takes more time to load. */
const loadAheadPx = { covers: 2000, list: 2000, spines: 4000 }

/** Loads the next page when the end of the list comes near the screen. Each page has a new element. */
const End = ({ view }: { view: ShelfQuery['view'] }) => {
  const end = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const observer = new IntersectionObserver(
      (entries) => entries.some((entry) => entry.isIntersecting) && loadMoreBooks(),
      { rootMargin: `${loadAheadPx[view]}px 0px` },
    )
    if (end.current) observer.observe(end.current)
    return () => observer.disconnect()
  }, [view])
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

const splitIntoSections = (books: ListedBook[], size: number): ListedBook[][] =>
  Array.from({ length: Math.ceil(books.length / size) }, (_, at) => books.slice(at * size, (at + 1) * size))

interface GroupProps {
  group: BookGroup
  view: keyof typeof booksPerSection
  query: ShelfQuery
  facets: Facets | undefined
}

const Group = ({ group, view, query, facets }: GroupProps) => (
  <div class="book-group" data-stops={JSON.stringify(stopsOfGroup(group))}>
    <GroupHeading
      text={headingText(group)}
      count={facets && countOfGroup(group, facets, query.sort.endsWith('author'))}
    />
    {splitIntoSections(group.books, booksPerSection[view]).map((section, at) => (
      <Section key={at} books={section} query={query} />
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

/** A list that begins at another place is read from its top. */
const useTopOf = (list: RefObject<HTMLElement | null>, from: string | undefined) => {
  const shown = useRef(from)
  useEffect(() => {
    if (shown.current !== from) list.current?.scrollIntoView()
    shown.current = from
  }, [list, from])
}

export const BookList = ({ books, query, next, isLoadingFirst }: BookListProps) => {
  const facets = useFacets(query)
  const list = useRef<HTMLDivElement>(null)
  const { from } = shelfBooks.value
  const { view } = query
  useTopOf(list, from)
  return (
    <div
      ref={list}
      class={selection.isOn ? 'books selecting' : 'books'}
      data-size={shelfSettings.value.size}
      {...useSelection()}
    >
      {from !== undefined && <ListStart />}
      {isLoadingFirst && <Slots view={query.view} />}
      {view === 'spines' ? (
        <Boards key={from} books={books} query={query} />
      ) : (
        groupBooks(books, query).map((group, at) => (
          // Other books get new sections, so that they are rendered in steps too.
          <Group key={`${from} ${at}`} {...{ group, view, query, facets }} />
        ))
      )}
      {next !== null && <End key={next} view={view} />}
      {facets && books.length > 0 && <Scrubber list={list} query={query} facets={facets} />}
    </div>
  )
}
