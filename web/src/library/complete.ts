import { data } from 'bookplate/client'
import { api } from '../session/session.ts'
import { type Filter, filterParameters, noFilter } from './filter.ts'

/** The facets whose values complete what a reader types. */
export type NameFacet = 'tag' | 'author' | 'series'

/**
 * @param prefix the beginning of the values, without case and accents
 * @param filter counts among the books of this filter
 * @returns values of the own library with the number of their books, the most frequent first, at most 100
 */
export const completeName = async (
  facet: NameFacet,
  prefix: string,
  signal: AbortSignal,
  filter: Filter = noFilter,
): Promise<{ value: string; count: number }[]> => {
  const query = { ...filterParameters(filter), facet, ...(prefix !== '' && { prefix }) }
  const found = await data(api.books.facets.$get({ query }, { init: { signal } }))
  return found[facet] ?? []
}
