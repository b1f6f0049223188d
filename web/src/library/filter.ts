import type { ShelfQuery } from '../router/shelf-query.ts'

/** The part of a query that decides which books are shown, and not their order or view. */
export type Filter = Pick<ShelfQuery, 'q' | 'category' | 'filters'>

export const noFilter: Filter = { q: '', category: undefined, filters: {} }

/** @returns the parameters of the service for lists and facets */
export const filterParameters = ({ q, category, filters }: Filter) => ({
  ...(q.trim() !== '' && { q: q.trim() }),
  ...(category && { category }),
  ...filters,
})

/** Equal filters have equal keys. */
export const filterKey = (filter: Filter): string => {
  const parameters = new URLSearchParams(Object.entries(filterParameters(filter)))
  parameters.sort()
  return parameters.toString()
}
