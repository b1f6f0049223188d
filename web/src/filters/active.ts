import type { Format, Status } from '../library/book.ts'
import { formatName, statusName } from '../library/field-names.ts'
import { languageName } from '../library/names.ts'
import { filterName } from '../router/categories.ts'
import { type FilterName, filterNames, withFilter } from '../router/filters.ts'
import type { ShelfQuery } from '../router/shelf-query.ts'
import { filterTexts } from './texts.ts'

/** @returns the value of a filter as the page shows it */
export const valueText = (name: FilterName, value: string): string => {
  const texts = filterTexts.value
  switch (name) {
    case 'status':
      return statusName(value as Status)
    case 'format':
      return formatName(value as Format)
    case 'language':
      return languageName(value) ?? value
    case 'rating_min':
      return texts.ratingMin(Number(value))
    case 'owned':
      return texts.owned[value as 'true' | 'false']
    case 'cover':
      return texts.noCover
    default:
      return value
  }
}

/** Filters whose value says what it is. */
const isPlain = (name: FilterName) => ['status', 'rating_min', 'owned', 'cover', 'format'].includes(name)

export interface ActiveFilter {
  key: string
  /** `Tag: gothic` */
  text: string
  /** The query without this filter. */
  without: ShelfQuery
}

/** The filters of the panel that are set, in the order of the page. */
export const activeFilters = (query: ShelfQuery): ActiveFilter[] =>
  filterNames.flatMap((name) => {
    const value = query.filters[name]
    if (value === undefined) return []
    const text = valueText(name, value)
    return [
      {
        key: name,
        text: isPlain(name) ? text : filterTexts.value.named(filterTexts.value.names[name], text),
        without: { ...query, filters: withFilter(query.filters, name, undefined) },
      },
    ]
  })

/** Everything that leaves out books: the search, the category and the filters of the panel. */
export const limitsOf = (query: ShelfQuery): ActiveFilter[] => {
  const { q, category } = query
  const texts = filterTexts.value
  return [
    ...(q.trim() === '' ? [] : [{ key: 'q', text: texts.search(q.trim()), without: { ...query, q: '' } }]),
    ...(category === undefined
      ? []
      : [
          {
            key: 'category',
            text: texts.category(filterName(category)),
            without: { ...query, category: undefined },
          },
        ]),
    ...activeFilters(query),
  ]
}
