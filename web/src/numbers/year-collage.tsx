import { Cover } from '../cover/cover.tsx'
import { Problem } from '../errors/problem.tsx'
import { shelfHref } from '../router/route.ts'
import { wholeShelf } from '../router/shelf-query.ts'
import { numbersTexts } from './texts.ts'
import { useLoaded } from './use-loaded.ts'
import { fetchYearBooks } from './year-books.ts'

/** The browser decodes this many thumbnails at once without a late frame. */
const maxCovers = 120

/** @param count how many books there are, as the statistics say */
export const YearCollage = ({ year, count }: { year: number; count: number }) => {
  const texts = numbersTexts.value
  const {
    loaded: books,
    error,
    retry,
  } = useLoaded((signal) => fetchYearBooks(year, count, signal), [year, count])

  const shown = books?.slice(0, maxCovers) ?? []
  // They keep the place of the covers, so that the page does not move.
  const slots = Array.from({ length: Math.min(count, maxCovers) }, (_, at) => at)
  const left = (books?.length ?? 0) - shown.length
  return (
    <section class="collage" aria-label={texts.covers(year)} aria-busy={!books && error === undefined}>
      <h2>{texts.covers(year)}</h2>
      {error !== undefined && <Problem error={error} retry={retry} />}
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
