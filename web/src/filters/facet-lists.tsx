import { Problem } from '../errors/problem.tsx'
import { type Facets, facetsError, retryFacets, useFacets } from '../library/facets.ts'
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

const ratingOptions = (ratings: Facets['rating'] | undefined): Option[] | undefined =>
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
  const useWithout = (name: FilterName) => useFacets(withoutFilter(query, name))
  const useTotal = (name: FilterName, value: string) =>
    useFacets({ ...query, filters: withFilter(query.filters, name, value) })?.total
  const owned = ['true', 'false'].map((value) => ({ value, count: useTotal('owned', value) }))
  const lists: { name: FilterName; options: readonly Option[] | undefined }[] = [
    ...counted.map((name) => ({ name, options: useWithout(name)?.[name] })),
    { name: 'rating_min', options: ratingOptions(useWithout('rating_min')?.rating) },
    // The service counts no values of these, but the books of a filter.
    { name: 'owned', options: known(owned) },
    { name: 'cover', options: known([{ value: 'none', count: useTotal('cover', 'none') }]) },
  ]
  const isComplete = lists.every(({ options }) => options !== undefined)
  const error = isComplete ? undefined : facetsError.value
  return (
    <>
      {error !== undefined && <Problem error={error} retry={retryFacets} />}
      {lists.map(({ name, options }) => (
        <FacetList
          key={name}
          query={query}
          name={name}
          options={options}
          isComplete={isComplete}
          hasFailed={error !== undefined}
        />
      ))}
    </>
  )
}
