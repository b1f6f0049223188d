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
  const tallies = names.map((name) => {
    const { valuesOf, keyOf } = facet(name)
    return { name, valuesOf, tally: newTally(keyOf) }
  })
  let total = 0
  for (const columns of unpacked<never[]>(rows)) {
    total++
    for (const [at, { valuesOf, tally }] of tallies.entries()) tally.add(valuesOf(columns[at] as never))
  }
  const folded = fold(prefix)
  const isShown =
    prefix === '' ? undefined : (value: string | number) => fold(String(value)).startsWith(folded)
  return { total, counted: Object.fromEntries(tallies.map(({ name, tally }) => [name, tally.most(isShown)])) }
}
