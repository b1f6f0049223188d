import { categories } from '../../db/schema.ts'
import type { Category } from '../fields.ts'
import { certainNames, denials, otherMeanings } from './shelf-names.ts'

const meanings = new Map<string, Category | undefined>([
  ...otherMeanings.split(', ').map((name): [string, undefined] => [name, undefined]),
  ...categories.flatMap((category) =>
    certainNames[category].split(', ').map((name): [string, Category] => [name, category]),
  ),
])
const denialWords = new Set(denials.split(', '))

const longestFirst = [3, 2, 1]
/** In UTF-16 units. No tag is longer than its bytes here. */
const maxShelfLength = 200

/** @returns the categories of the shelf's words; "science fiction" is one name, and not also "science" */
const categoriesOf = (shelf: string): Category[] => {
  const words =
    shelf
      .slice(0, maxShelfLength)
      .toLowerCase()
      .replace(/['’]/g, '')
      .match(/[\p{L}\p{N}]+/gu) ?? []
  if (words.some((word) => denialWords.has(word))) return []
  const found: Category[] = []
  for (let at = 0; at < words.length; ) {
    const size = longestFirst.find((count) => meanings.has(words.slice(at, at + count).join(' '))) ?? 0
    const category = size ? meanings.get(words.slice(at, at + size).join(' ')) : undefined
    if (category) found.push(category)
    at += size || 1
  }
  return found
}

/**
 * @param shelves the names of shelves
 * @returns the category that a shelf names for certain; undefined if no shelf does, or if shelves name different ones
 */
export const categoryOf = (shelves: readonly string[]): Category | undefined => {
  const found = new Set(shelves.flatMap(categoriesOf))
  const [category] = found
  return found.size === 1 ? category : undefined
}
