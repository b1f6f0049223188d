import type { ListedBook } from 'bookplate/client'
import { tagKey } from '../../library/tidy-draft.ts'

/** The tags to add and to remove. One that is in neither stays as each book has it. */
export interface TagChoice {
  added: readonly string[]
  removed: readonly string[]
}

export const noTagChoice: TagChoice = { added: [], removed: [] }

const has = (tags: readonly string[], tag: string) => tags.some((other) => tagKey(other) === tagKey(tag))
const without = (tags: readonly string[], tag: string) =>
  tags.filter((other) => tagKey(other) !== tagKey(tag))

/** @returns each tag of the books with the number of books that have it, the most frequent first */
export const countTags = (books: readonly ListedBook[]): { tag: string; count: number }[] => {
  const counts = new Map<string, { tag: string; count: number }>()
  for (const tag of books.flatMap(({ tags }) => tags)) {
    const known = counts.get(tagKey(tag)) ?? { tag, count: 0 }
    counts.set(tagKey(tag), { ...known, count: known.count + 1 })
  }
  return [...counts.values()].sort((a, b) => b.count - a.count || a.tag.localeCompare(b.tag))
}

/** Whether all books have the tag after the choice, none, or those that have it now. */
export const stateOf = (
  { added, removed }: TagChoice,
  tag: string,
  count: number,
  of: number,
): 'all' | 'none' | 'some' => {
  if (has(added, tag)) return 'all'
  if (has(removed, tag)) return 'none'
  return count === of ? 'all' : count === 0 ? 'none' : 'some'
}

/** From some to all, from all to none, and from none to all. */
export const turn = (choice: TagChoice, tag: string, state: 'all' | 'none' | 'some'): TagChoice =>
  state === 'all'
    ? { added: without(choice.added, tag), removed: [...without(choice.removed, tag), tag] }
    : { added: [...without(choice.added, tag), tag], removed: without(choice.removed, tag) }

/** @returns the tags of a book after the choice. The service rejects a book that gets too many. */
export const tagsAfter = (tags: readonly string[], { added, removed }: TagChoice): string[] => {
  const kept = tags.filter((tag) => !has(removed, tag))
  return [...kept, ...added.filter((tag) => !has(kept, tag))]
}
