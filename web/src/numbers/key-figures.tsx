import { number } from '../i18n/format.ts'
import { fullestMonth, longestRun, type Stats, shelfMeters } from './figures.ts'
import { lengthText, monthNames, monthText } from './format.ts'
import { numbersTexts } from './texts.ts'

const figuresOf = ({ year, total, months, ratings }: Stats): [figure: string, text: string][] => {
  const texts = numbersTexts.value
  const run = longestRun(months)
  const fullest = fullestMonth(months)
  const nameOf = (month: string) => (year === null ? monthText(month) : monthNames(month).long)
  return [
    [number(total.books), texts.finished(total.books)],
    ...(total.pages > 0
      ? ([
          [number(total.pages), texts.pages(total.pages)],
          [lengthText(shelfMeters(total.pages)), texts.ofShelf],
        ] as [string, string][])
      : []),
    ...(ratings.average === null
      ? []
      : ([[number(ratings.average), texts.averageRating(ratings.count)]] as [string, string][])),
    ...(run > 1 ? ([[number(run), texts.run(run)]] as [string, string][]) : []),
    ...(fullest && fullest.books > 1
      ? ([[number(fullest.books), texts.fullest(nameOf(fullest.month), fullest.books)]] as [string, string][])
      : []),
  ]
}

/** The large figures at the top of the page, and how they were counted. */
export const KeyFigures = ({ stats }: { stats: Stats }) => {
  const texts = numbersTexts.value
  const { books, pages, distinct_books: different, undated_books: undated } = stats.total
  return (
    <>
      <ul class="key-figures">
        {figuresOf(stats).map(([figure, text]) => (
          <li key={text}>
            <strong class="key-figure">{figure}</strong> <span>{text}</span>
          </li>
        ))}
      </ul>
      <p class="numbers-hint">
        {[
          different < books && texts.repeated(books, different),
          undated > 0 && texts.undated(undated),
          pages > 0 && texts.shelfHint(pages),
        ]
          .filter(Boolean)
          .join(' ')}
      </p>
    </>
  )
}
