import type { Book } from 'bookplate/client'
import { useEffect, useMemo, useRef } from 'preact/hooks'
import { hiddenBooks } from '../book/deletion.ts'
import { type ShelfQuery, shelfHref } from '../router/route.ts'
import { BookCard, BookRow } from './book-card.tsx'
import { showMore } from './books.ts'

const emptySlots = 12

interface PageProps {
  page: Book[]
  query: ShelfQuery
  hidden: ReadonlySet<string>
}

/** One page of the list. The same books give the very same nodes, which Preact then does not look at again. */
const Page = ({ page, query, hidden }: PageProps) =>
  useMemo(() => {
    const Entry = query.view === 'list' ? BookRow : BookCard
    return (
      <>
        {page
          .filter(({ id }) => !hidden.has(id))
          .map((book) => (
            <Entry key={book.id} book={book} href={shelfHref(query, { kind: 'read', id: book.id })} />
          ))}
      </>
    )
  }, [page, query, hidden])

/** Places for books to come, which ask for them when they come near. New for each page: none ever moves. */
const Slots = ({ view }: { view: ShelfQuery['view'] }) => {
  const className = view === 'list' ? 'row slot' : 'card slot'
  const first = useRef<HTMLLIElement>(null)
  useEffect(() => {
    const observer = new IntersectionObserver(
      (entries) => entries.some((entry) => entry.isIntersecting) && showMore(),
      {
        rootMargin: '1500px 0px',
      },
    )
    if (first.current) observer.observe(first.current)
    return () => observer.disconnect()
  }, [])
  return (
    <>
      <li ref={first} class={className} aria-hidden="true" />
      {Array.from({ length: emptySlots - 1 }, (_, at) => (
        <li key={at} class={className} aria-hidden="true" />
      ))}
    </>
  )
}

interface BookListProps {
  pages: Book[][]
  query: ShelfQuery
  hasMore: boolean
}

export const BookList = ({ pages, query, hasMore }: BookListProps) => {
  const hidden = hiddenBooks.value
  return (
    <div class="books">
      <ul class={query.view === 'list' ? 'list' : 'grid'}>
        {pages.map((page, at) => (
          <Page key={at} page={page} query={query} hidden={hidden} />
        ))}
        {hasMore && <Slots key={`slots-${pages.length}`} view={query.view} />}
      </ul>
    </div>
  )
}
