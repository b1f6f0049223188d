import { useFacets } from '../library/facets.ts'
import { type FilterName, withFilter } from '../router/filters.ts'
import type { ShelfQuery } from '../router/shelf-query.ts'
import { FacetList, type Option } from './facet-list.tsx'

const counted = ['status', 'tag', 'author', 'series', 'format', 'language'] as const

/** The query without one filter, whose values are counted among the books that the others leave. */
const withoutFilter = (query: ShelfQuery, name: FilterName): ShelfQuery => ({
  ...query,
  filters: withFilter(query.filters, name, undefined),
})

const CountedFacet = ({ query, name }: { query: ShelfQuery; name: (typeof counted)[number] }) => {
  const facets = useFacets(withoutFilter(query, name))
  return <FacetList query={query} name={name} options={facets?.[name]} />
}

const minimums = ['5', '4', '3', '2', '1']

const RatingFacet = ({ query }: { query: ShelfQuery }) => {
  const ratings = useFacets(withoutFilter(query, 'rating_min'))?.rating
  const options = ratings && [
    ...minimums.map((value) => ({
      value,
      count: ratings.reduce((sum, one) => sum + (one.value >= Number(value) ? one.count : 0), 0),
    })),
  ]
  return <FacetList query={query} name="rating_min" options={options} />
}

export const CountedFacets = ({ query }: { query: ShelfQuery }) => (
  <>
    {counted.map((name) => (
      <CountedFacet key={name} query={query} name={name} />
    ))}
    <RatingFacet query={query} />
  </>
)

/** @returns the values with their counts, when all of them are counted */
const known = (options: { value: string; count: number | undefined }[]): Option[] | undefined => {
  const found = options.flatMap(({ value, count }) => (count === undefined ? [] : [{ value, count }]))
  return found.length === options.length ? found : undefined
}

/** The service counts no values of these, but the books of a filter. */
export const SingleFacets = ({ query }: { query: ShelfQuery }) => {
  const useTotal = (name: FilterName, value: string) =>
    useFacets({ ...query, filters: withFilter(query.filters, name, value) })?.total
  const owned = ['true', 'false'].map((value) => ({ value, count: useTotal('owned', value) }))
  const cover = [{ value: 'none', count: useTotal('cover', 'none') }]
  return (
    <>
      <FacetList query={query} name="owned" options={known(owned)} />
      <FacetList query={query} name="cover" options={known(cover)} />
    </>
  )
}
