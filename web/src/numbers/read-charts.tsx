import { libraryTexts } from '../library/texts.ts'
import { filterName } from '../router/categories.ts'
import { shelfHref } from '../router/route.ts'
import { wholeShelf } from '../router/shelf-query.ts'
import { type Column, ColumnChart } from './column-chart.tsx'
import { type Period, type Stats, yearsOf } from './figures.ts'
import { monthNames } from './format.ts'
import { type Rank, RankTable } from './rank-table.tsx'
import { SizedBooks } from './sized-books.tsx'
import { numbersTexts } from './texts.ts'

const maxAuthors = 10

const monthColumn = ({ name }: Period): Omit<Column, 'value'> => {
  const { long, short, narrow } = monthNames(name)
  return { name: long, label: short, shortLabel: narrow }
}

const yearColumn = ({ name }: Period): Omit<Column, 'value'> => ({
  name,
  label: name,
  shortLabel: `’${name.slice(-2)}`,
})

/** Books and pages by month, or by year for all time. */
const Periods = ({ stats }: { stats: Stats }) => {
  const { chart, head } = numbersTexts.value
  const isYear = stats.year !== null
  const periods: Period[] = isYear
    ? stats.months.map(({ month, ...sums }) => ({ name: month, ...sums }))
    : yearsOf(stats.months)
  const columnsOf = (value: 'books' | 'pages'): Column[] =>
    periods.map((period) => ({
      ...(isYear ? monthColumn(period) : yearColumn(period)),
      value: period[value],
    }))
  if (periods.length === 0) return null
  const nameHead = isYear ? head.month : head.year
  return (
    <>
      <ColumnChart
        title={isYear ? chart.booksByMonth : chart.booksByYear}
        nameHead={nameHead}
        valueHead={head.books}
        columns={columnsOf('books')}
      />
      {stats.total.pages > 0 && (
        <ColumnChart
          title={isYear ? chart.pagesByMonth : chart.pagesByYear}
          nameHead={nameHead}
          valueHead={head.pages}
          columns={columnsOf('pages')}
        />
      )}
    </>
  )
}

/** The books that were finished in a year, or at any time. */
export const ReadCharts = ({ stats }: { stats: Stats }) => {
  const { chart, head, stars } = numbersTexts.value
  const { formats } = libraryTexts.value
  const ratings: Rank[] = stats.ratings.distribution
    .map(({ value, count }) => ({ key: String(value), name: stars(value), count }))
    .reverse()
  return (
    <div class="charts">
      <Periods stats={stats} />
      <RankTable title={chart.ratings} nameHead={head.rating} valueHead={head.books} ranks={ratings} />
      <RankTable
        title={chart.categories}
        nameHead={head.category}
        valueHead={head.books}
        ranks={stats.categories.map(({ value, count }) => ({
          key: value,
          name: filterName(value),
          count,
          category: value,
          href: shelfHref({ ...wholeShelf, category: value }),
        }))}
      />
      <RankTable
        title={chart.authors}
        nameHead={head.author}
        valueHead={head.books}
        ranks={stats.authors.slice(0, maxAuthors).map(({ value, count }) => ({
          key: value,
          name: value,
          count,
          href: shelfHref({ ...wholeShelf, filters: { author: value } }),
        }))}
      />
      <div class="chart-stack">
        <RankTable
          title={chart.formats}
          nameHead={head.format}
          valueHead={head.books}
          ranks={stats.formats.map(({ value, count }) => ({ key: value, name: formats[value], count }))}
        />
        <SizedBooks longest={stats.longest} shortest={stats.shortest} />
      </div>
    </div>
  )
}
