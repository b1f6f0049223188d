import { Problem } from '../errors/problem.tsx'
import { type Facets, facetsErrorOf, retryFacets, useFacets } from '../library/facets.ts'
import type { Filter } from '../library/filter.ts'
import { type FilterName, withFilter } from '../router/filters.ts'
import type { ShelfQuery } from '../router/shelf-query.ts'
import { FacetList, type Option } from './facet-list.tsx'

const counted = ['status', 'tag', 'author', 'series', 'format', 'language'] as const

/** The query without one filter, whose values are counted among the books that the others leave. */
const withoutFilter = (query: ShelfQuery, name: FilterName): ShelfQuery => ({
  ...query,
  filters: withFilter(query.filters, name, undefined),
})

const minimums = ['5', '4', '3', '2', '1']

/** The counts of a filter, and the error of the last attempt if it failed. */
const useCounts = (filter: Filter) => ({ facets: useFacets(filter), error: facetsErrorOf(filter) })

interface List {
  name: FilterName
  options: readonly Option[] | undefined
  error: unknown
}

const ratingOptions = (ratings: Facets['rating']): Option[] | undefined =>
  ratings &&
  minimums.map((value) => ({
    value,
    count: ratings.reduce((sum, one) => sum + (one.value >= Number(value) ? one.count : 0), 0),
  }))

/** @returns the values with their counts, when all of them are counted */
const known = (options: { value: string; count: number | undefined }[]): Option[] | undefined => {
  const found = options.flatMap(({ value, count }) => (count === undefined ? [] : [{ value, count }]))
  return found.length === options.length ? found : undefined
}

export const FacetLists = ({ query }: { query: ShelfQuery }) => {
  const useWithout = (
    name: FilterName,
    optionsOf: (facets: Facets) => readonly Option[] | undefined,
  ): List => {
    const { facets, error } = useCounts(withoutFilter(query, name))
    return { name, options: facets && optionsOf(facets), error }
  }
  const useTotals = (name: FilterName, values: string[]): List => {
    const counts = values.map((value) =>
      useCounts({ ...query, filters: withFilter(query.filters, name, value) }),
    )
    return {
      name,
      options: known(values.map((value, at) => ({ value, count: counts[at]?.facets?.total }))),
      error: counts.find(({ error }) => error !== undefined)?.error,
    }
  }
  const lists = [
    ...counted.map((name) => useWithout(name, (facets) => facets[name])),
    useWithout('rating_min', ({ rating }) => ratingOptions(rating)),
    // The service counts no values of these, but the books of a filter.
    useTotals('owned', ['true', 'false']),
    useTotals('cover', ['none']),
  ]
  const failed = lists.filter(({ options, error }) => options === undefined && error !== undefined)
  const isEnded = lists.every((list) => list.options !== undefined || failed.includes(list))
  return (
    <>
      {failed[0] && <Problem error={failed[0].error} retry={retryFacets} />}
      {lists.map((list) => (
        <FacetList
          key={list.name}
          query={query}
          name={list.name}
          options={list.options}
          isComplete={isEnded}
          hasFailed={failed.includes(list)}
        />
      ))}
    </>
  )
}
