import type { ShelfQuery } from '../router/route.ts'

/** The part of a query that decides which books are shown, and not their order or view. */
export type Filter = Pick<ShelfQuery, 'q' | 'category'>

export const noFilter: Filter = { q: '', category: undefined }

/** @returns the parameters of the service for lists and facets */
export const filterParameters = ({ q, category }: Filter) => ({
  ...(q.trim() !== '' && { q }),
  ...(category && { category }),
})

/** Equal filters have equal keys. */
export const filterKey = (filter: Filter): string =>
  new URLSearchParams(Object.entries(filterParameters({ ...filter, q: filter.q.trim() }))).toString()
