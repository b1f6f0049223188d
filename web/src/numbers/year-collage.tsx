import type { ListedBook } from 'bookplate/client'
import { useEffect, useState } from 'preact/hooks'
import { Cover } from '../cover/cover.tsx'
import { isAborted } from '../errors/messages.ts'
import { Problem } from '../errors/problem.tsx'
import { shelfHref } from '../router/route.ts'
import { wholeShelf } from '../router/shelf-query.ts'
import { numbersTexts } from './texts.ts'
import { fetchYearBooks } from './year-books.ts'

/** The browser decodes this many thumbnails at once without a late frame. */
const maxCovers = 120

/** @param count how many books there are, as the statistics say */
export const YearCollage = ({ year, count }: { year: number; count: number }) => {
  const texts = numbersTexts.value
  const [books, setBooks] = useState<ListedBook[]>()
  const [error, setError] = useState<unknown>()
  const [attempt, setAttempt] = useState(0)
  useEffect(() => {
    const abort = new AbortController()
    setError(undefined)
    fetchYearBooks(year, count, abort.signal).then(
      (found) => {
        if (!abort.signal.aborted) setBooks(found)
      },
      (thrown) => {
        if (!abort.signal.aborted && !isAborted(thrown)) setError(thrown)
      },
    )
    return () => abort.abort()
  }, [year, count, attempt])

  const shown = books?.slice(0, maxCovers) ?? []
  // They keep the place of the covers, so that the page does not move.
  const slots = Array.from({ length: Math.min(count, maxCovers) }, (_, at) => at)
  const left = (books?.length ?? 0) - shown.length
  return (
    <section class="collage" aria-label={texts.covers(year)} aria-busy={!books && error === undefined}>
      <h2>{texts.covers(year)}</h2>
      {error !== undefined && <Problem error={error} retry={() => setAttempt(attempt + 1)} />}
      <ul>
        {!books && slots.map((at) => <li key={at} class="collage-slot" aria-hidden="true" />)}
        {shown.map((book) => (
          <li key={book.id}>
            <a href={shelfHref(wholeShelf, { kind: 'read', id: book.id })} title={book.title}>
              <Cover book={book} size="thumbnail" />
              <span class="visually-hidden" dir="auto">
                {book.title}
              </span>
            </a>
          </li>
        ))}
      </ul>
      {left > 0 && <p class="numbers-hint">{texts.moreCovers(left)}</p>}
    </section>
  )
}
