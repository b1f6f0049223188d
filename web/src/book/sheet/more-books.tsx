import type { ListedBook } from 'bookplate/client'
import { useEffect, useRef, useState } from 'preact/hooks'
import { Cover } from '../../cover/cover.tsx'
import { ignore, isServiceError } from '../../errors/ignore.ts'
import { hiddenBooks } from '../../library/hidden-books.ts'
import { shelfHref } from '../../router/route.ts'
import { type ShelfQuery, wholeShelf } from '../../router/shelf-query.ts'
import { isSideBySide } from '../../router/side-by-side.ts'
import { api } from '../../session/session.ts'
import { sheetTexts } from './texts.ts'

const maxBooks = 8

/** Without an error message: the row is an addition, and the shelf has the same books. */
const fetchOthers = async (
  filters: { author: string } | { series: string },
  signal: AbortSignal,
): Promise<ListedBook[]> => {
  const sort = 'series' in filters ? 'series' : '-published_year'
  const response = await api.books.$get(
    { query: { ...filters, sort, limit: String(maxBooks + 1) } },
    { init: { signal } },
  )
  const { data } = await response.json()
  // A list of one's own books has no others.
  return data as ListedBook[]
}

interface MoreBooksProps {
  /** The book that is shown already. */
  id: string
  title: string
  filters: { author: string } | { series: string }
  /** The order and the view of the shelf. */
  query: ShelfQuery
}

/** Other books of the library by the same author or in the same series. Loaded when the row comes near the screen. */
export const MoreBooks = ({ id, title, filters, query }: MoreBooksProps) => {
  const [found, setFound] = useState<ListedBook[]>([])
  const place = useRef<HTMLDivElement>(null)
  const key = JSON.stringify(filters)

  useEffect(() => {
    const abort = new AbortController()
    const observer = new IntersectionObserver(
      (entries) => {
        if (!entries.some(({ isIntersecting }) => isIntersecting)) return
        observer.disconnect()
        fetchOthers(filters, abort.signal).then(
          (books) => {
            if (!abort.signal.aborted) setFound(books)
          },
          ignore((error) => abort.signal.aborted || isServiceError(error)),
        )
      },
      { root: isSideBySide.peek() ? (place.current?.closest('.sheet') ?? null) : null, rootMargin: '200px' },
    )
    if (place.current) observer.observe(place.current)
    return () => {
      observer.disconnect()
      abort.abort()
    }
  }, [id, key])

  const others = found.filter((book) => book.id !== id && !hiddenBooks.value.has(book.id)).slice(0, maxBooks)
  if (others.length === 0) return <div ref={place} class="more-place" />
  const { sort, view } = query
  return (
    <section class="more" aria-label={title}>
      <div class="split-line more-head">
        <h3 dir="auto">{title}</h3>
        <a class="more-all" href={shelfHref({ ...wholeShelf, sort, view, filters })}>
          {sheetTexts.value.showAll}
        </a>
      </div>
      <ul>
        {others.map((book) => (
          <li key={book.id}>
            <a class="more-link" href={shelfHref(query, { kind: 'read', id: book.id })} title={book.title}>
              <Cover book={book} size="thumbnail" />
              <span class="more-title" dir="auto">
                {book.title}
              </span>
            </a>
          </li>
        ))}
      </ul>
    </section>
  )
}
