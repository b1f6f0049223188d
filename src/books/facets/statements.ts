import type { Caller } from '../../auth/caller.ts'
import { type BookFilters, ifPassing } from '../filters.ts'
import { selectPacked } from '../packed.ts'
import { type FacetName, facet } from './facets.ts'

/** The columns of these facets, of each own book that passes the filters. */
export const selectFacets = (caller: Caller, names: readonly FacetName[], filters: BookFilters) =>
  selectPacked(
    caller,
    names.map((name) => facet(name).column),
    ifPassing(filters),
  )
