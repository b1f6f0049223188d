import { categories } from '../../db/schema.ts'
import type { Category } from '../fields.ts'
import { certainNames, fallback, nearNames } from './shelf-names.ts'

interface Match {
  category: Category
  categoryGuessed: boolean
}

const entries = [certainNames, nearNames].flatMap((names, table) =>
  categories.flatMap((category) =>
    names[category]
      .split(', ')
      .map((name): [string, Match] => [name, { category, categoryGuessed: table === 1 }]),
  ),
)
const matches = new Map(entries)

const longestFirst = [3, 2, 1]

/** @returns the categories of the shelf's words, in order; "science fiction" is one name, and not also "science" */
const matchesOf = (shelf: string): Match[] => {
  const words =
    shelf
      .toLowerCase()
      .replace(/['’]/g, '')
      .match(/[\p{L}\p{N}]+/gu) ?? []
  const found: Match[] = []
  for (let index = 0; index < words.length; ) {
    const at = index
    const size = longestFirst.find((count) => matches.has(words.slice(at, at + count).join(' ')))
    const match = size && matches.get(words.slice(at, at + size).join(' '))
    if (match) found.push(match)
    index += size ?? 1
  }
  return found
}

const isCertain = ({ categoryGuessed }: Match): boolean => !categoryGuessed

/** In UTF-16 units. It is enough for thirty shelves with the longest names. */
const maxShelvesLength = 4000

/**
 * @param shelves names with commas between them: Goodreads' shelves, StoryGraph's tags
 * @returns the category of the first shelf that names one for certain; otherwise a guess. If a shelf names several, the
 *   last one counts: a "fantasy romance" is a romance
 */
export const categoryOf = (shelves: string): Match => {
  const found = shelves.slice(0, maxShelvesLength).split(',').map(matchesOf)
  const certain = found.map((shelf) => shelf.findLast(isCertain)).find(Boolean)
  const near = found.map((shelf) => shelf.at(-1)).find(Boolean)
  return certain ?? near ?? { category: fallback, categoryGuessed: true }
}
