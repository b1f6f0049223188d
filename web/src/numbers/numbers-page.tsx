import { Emblem } from '../design/emblem.tsx'
import { Problem } from '../errors/problem.tsx'
import { PageHeading } from '../page/page-heading.tsx'
import { route } from '../router/location.ts'
import type { Facets, Stats } from './figures.ts'
import { KeyFigures } from './key-figures.tsx'
import { LibraryCharts } from './library-charts.tsx'
import { PictureButton } from './picture-button.tsx'
import { ReadCharts } from './read-charts.tsx'
import { numbersTexts } from './texts.ts'
import { useNumbers } from './use-numbers.ts'
import { YearCollage } from './year-collage.tsx'
import { YearLinks } from './year-links.tsx'
import './numbers.css'

const Empty = ({ year }: { year: number | undefined }) => {
  const texts = numbersTexts.value
  const current = new Date().getFullYear()
  const [title, hint] =
    year === undefined
      ? [texts.emptyReading, texts.emptyReadingHint]
      : year > current
        ? [texts.futureYear(year), texts.futureYearHint]
        : [texts.emptyYear(year), year === current ? texts.currentYearHint : texts.emptyYearHint]
  return (
    <div class="empty">
      <Emblem />
      <h2>{title}</h2>
      <p>{hint}</p>
      <a class="button" href="#/">
        {texts.toShelf}
      </a>
    </div>
  )
}

const Reading = ({ stats }: { stats: Stats }) => (
  <>
    <KeyFigures stats={stats} />
    {stats.year !== null && <YearCollage year={stats.year} count={stats.total.distinct_books} />}
    <ReadCharts stats={stats} />
  </>
)

const Shelf = ({ facets }: { facets: Facets }) => {
  const texts = numbersTexts.value
  return (
    <section aria-label={texts.onTheShelf}>
      <h2 class="split-line numbers-part">
        {texts.onTheShelf} <span class="figures">{texts.books(facets.total)}</span>
      </h2>
      <LibraryCharts facets={facets} />
    </section>
  )
}

type NumbersProps = ReturnType<typeof useNumbers> & {
  /** Undefined for all time. */
  year: number | undefined
}

const Numbers = ({ year, numbers, years, error, retry }: NumbersProps) => {
  const texts = numbersTexts.value
  const isEmpty = numbers?.stats.total.books === 0
  return (
    <div class="page numbers">
      <div class="page-head numbers-head">
        <PageHeading title={year === undefined ? texts.title : texts.yearTitle(year)} />
        {numbers && !isEmpty && (
          <div class="numbers-actions">
            {year !== undefined && <PictureButton year={year} stats={numbers.stats} />}
            <button type="button" class="button" onClick={() => print()}>
              {texts.print}
            </button>
          </div>
        )}
      </div>
      <YearLinks shown={year} found={years} />
      <p class="visually-hidden" role="status">
        {!numbers && error === undefined ? texts.loading : ''}
      </p>
      {error !== undefined && <Problem error={error} retry={retry} />}
      {numbers && (isEmpty ? <Empty year={year} /> : <Reading stats={numbers.stats} />)}
      {numbers && year === undefined && numbers.facets.total > 0 && <Shelf facets={numbers.facets} />}
    </div>
  )
}

/** A year in books, or the whole library in numbers. */
export const NumbersPage = () => {
  const here = route.value
  const year = here.page === 'numbers' ? here.year : undefined
  // Another year is another page, whose heading takes the focus.
  return <Numbers key={year ?? 'all'} year={year} {...useNumbers(year)} />
}
