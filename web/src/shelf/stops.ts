import { authorKeyOf, seriesKeyOf } from '../../../src/books/sort-keys.ts'
import type { Facets } from '../library/facets.ts'
import type { ShelfQuery } from '../router/shelf-query.ts'
import { type BookGroup, type HeadingKind, type HeadingValue, initialOf, kindOf } from './group-books.ts'

/** A place that the scrubber jumps to. */
export interface Stop {
  /** As in a heading, or the initial of a name. */
  value: string | number
  /** The parameter of the service. */
  from: string
}

type Order = Pick<ShelfQuery, 'sort' | 'group'>

const compare = (a: string | number, b: string | number): number =>
  typeof a === 'number' && typeof b === 'number' ? a - b : String(a).localeCompare(String(b))

const plain = (value: string | number): Stop => ({ value, from: String(value) })

/** All signs that are no letters are one stop, at the first of them. */
const initialStops = (initials: readonly string[]): Stop[] => {
  const stops = new Map<string, Stop>()
  for (const initial of initials.toSorted()) {
    const value = initialOf(initial)
    if (value !== null && !stops.has(value)) stops.set(value, { value, from: initial })
  }
  return [...stops.values()]
}

const seriesInitials = (names: readonly string[]): string[] =>
  names.flatMap((name) => seriesKeyOf(name)?.match(/./u)?.[0].toUpperCase() ?? [])

const valuesOf = <Value>(counted: readonly { value: Value }[] | undefined): Value[] =>
  counted?.map(({ value }) => value) ?? []

const stopsIn = (kind: HeadingKind, order: Order, facets: Facets): Stop[] => {
  switch (kind) {
    case 'month':
      return valuesOf(facets.month_added).map(plain)
    case 'initial':
      return initialStops(
        valuesOf(order.sort.endsWith('author') ? facets.author_initial : facets.title_initial),
      )
    case 'author':
      return initialStops(valuesOf(facets.author_initial))
    case 'series':
      return initialStops(seriesInitials(valuesOf(facets.series)))
    case 'rating':
      return valuesOf(facets.rating).map(plain)
    case 'finished':
      // The last month of the year is the first one downwards.
      return valuesOf(facets.year_finished).map((year) => ({
        value: String(year),
        from: `${year}-${order.sort.startsWith('-') ? '12' : '01'}`,
      }))
    // The service counts neither the years of publication nor the pages.
    default:
      return []
  }
}

/** @returns the stops of an order, as the list has them. The service counts the 100 most frequent values alone. */
export const stopsOf = (order: Order, facets: Facets): Stop[] => {
  const ascending = stopsIn(kindOf(order), order, facets).toSorted((a, b) => compare(a.value, b.value))
  return order.sort.startsWith('-') ? ascending.toReversed() : ascending
}

/** @returns the values of the stops that lead to a group */
export const stopsOfGroup = ({ kind, values }: BookGroup): HeadingValue[] => {
  if (kind === 'series') return values.map((name) => initialOf(seriesKeyOf(String(name)) ?? ''))
  if (kind === 'author') return values.map((name) => initialOf(authorKeyOf([String(name)])))
  return values
}
