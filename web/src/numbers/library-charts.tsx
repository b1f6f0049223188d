import { languageName } from '../library/names.ts'
import { libraryTexts } from '../library/texts.ts'
import { filterName } from '../router/categories.ts'
import type { FilterName } from '../router/filters.ts'
import { shelfHref } from '../router/route.ts'
import { wholeShelf } from '../router/shelf-query.ts'
import type { Facets } from './figures.ts'
import { type Rank, RankTable } from './rank-table.tsx'
import { numbersTexts } from './texts.ts'

const maxRanks = 10

type Counted = { value: string; count: number }[]

/** @param nameOf the name of a value for the reader */
const ranksOf = (
  filter: FilterName,
  counted: Counted = [],
  nameOf: (value: string) => string = (value) => value,
): Rank[] =>
  counted.slice(0, maxRanks).map(({ value, count }) => ({
    key: value,
    name: nameOf(value),
    count,
    href: shelfHref({ ...wholeShelf, filters: { [filter]: value } }),
  }))

/** The books on the shelf, read or not. */
export const LibraryCharts = ({ facets }: { facets: Facets }) => {
  const { chart, head } = numbersTexts.value
  const { statuses, formats } = libraryTexts.value
  const categories = (facets.category ?? []).map(({ value, count }) => ({
    key: value,
    name: filterName(value),
    count,
    category: value,
    href: shelfHref({ ...wholeShelf, category: value }),
  }))
  const tables: [title: string, nameHead: string, ranks: Rank[]][] = [
    [
      chart.statuses,
      head.status,
      ranksOf('status', facets.status, (value) => statuses[value as keyof typeof statuses]),
    ],
    [chart.categories, head.category, categories],
    [chart.authors, head.author, ranksOf('author', facets.author)],
    [chart.series, head.series, ranksOf('series', facets.series)],
    [chart.tags, head.tag, ranksOf('tag', facets.tag)],
    [
      chart.formats,
      head.format,
      ranksOf('format', facets.format, (value) => formats[value as keyof typeof formats]),
    ],
    [chart.languages, head.language, ranksOf('language', facets.language, (tag) => languageName(tag) ?? tag)],
  ]
  return (
    <div class="charts">
      {tables.map(([title, nameHead, ranks]) => (
        <RankTable key={title} title={title} nameHead={nameHead} valueHead={head.books} ranks={ranks} />
      ))}
    </div>
  )
}
