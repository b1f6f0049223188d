import { fold } from '../fold.ts'
import { unpacked } from '../packed.ts'
import { type Counted, newTally } from '../tally.ts'
import { type FacetName, facet } from './facets.ts'

/**
 * @param rows the columns of the facets `names`, of each book
 * @param prefix the beginning that values have, without case and accents
 */
export const countFacets = (
  rows: { packed: string }[],
  names: readonly FacetName[],
  prefix: string,
): { total: number; counted: Partial<Record<FacetName, Counted[]>> } => {
  const counters = names.map((name) => {
    const { read, keyOf } = facet(name)
    return { name, read, tally: newTally(keyOf) }
  })
  let total = 0
  for (const columns of unpacked<unknown[]>(rows)) {
    total++
    for (const [at, { read, tally }] of counters.entries()) {
      const value = read(columns[at])
      if (Array.isArray(value)) tally.addAll(value)
      else if (value !== null) tally.add(value)
    }
  }
  const folded = fold(prefix)
  const isShown =
    prefix === '' ? undefined : (value: string | number) => fold(String(value)).startsWith(folded)
  return {
    total,
    counted: Object.fromEntries(counters.map(({ name, tally }) => [name, tally.most(isShown)])),
  }
}
