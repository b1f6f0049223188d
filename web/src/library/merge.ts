import type { BookField } from './book.ts'
import { type Draft, emptyDraft, isSame } from './draft.ts'
import { tagKey } from './tidy-draft.ts'

const formOnly: readonly string[] = ['newTag', 'cover', 'preparing', 'original'] satisfies (keyof Draft)[]
const fieldNames = Object.keys(emptyDraft).filter((name) => !formOnly.includes(name)) as BookField[]

/** @returns the key of each item; equal items are told apart by their number */
const keysOf = <Item>(items: readonly Item[], keyOf: (item: Item) => string): string[] => {
  const counts = new Map<string, number>()
  return items.map((item) => {
    const key = keyOf(item)
    const count = (counts.get(key) ?? 0) + 1
    counts.set(key, count)
    return `${count} ${key}`
  })
}

/**
 * Adds and removes the same items in `saved` as `mine` does in `base`.
 * @returns undefined if both replaced an item, or if only the order differs
 */
const mergeLists = <Item>(
  base: readonly Item[],
  mine: readonly Item[],
  saved: readonly Item[],
  keyOf: (item: Item) => string,
): Item[] | undefined => {
  const [baseKeys, mineKeys, savedKeys] = [base, mine, saved].map((items) => keysOf(items, keyOf)) as [
    string[],
    string[],
    string[],
  ]
  const removed = baseKeys.filter((key) => !mineKeys.includes(key))
  const added = mineKeys.filter((key) => !baseKeys.includes(key))
  const savedAdded = savedKeys.filter((key) => !baseKeys.includes(key))
  const isReplacedTwice =
    removed.some((key) => !savedKeys.includes(key)) &&
    [added, savedAdded].every((keys) => keys.length > 0) &&
    added.some((key) => !savedAdded.includes(key))
  if (isReplacedTwice || (removed.length === 0 && added.length === 0)) return undefined
  const merged = saved
    .map((item, at) => [savedKeys[at] as string, item] as const)
    .filter(([key]) => !removed.includes(key))
  for (const [at, item] of mine.entries()) {
    const key = mineKeys[at] as string
    if (!added.includes(key) || savedKeys.includes(key)) continue
    // Behind the item that it follows in `mine`.
    const before = merged.findIndex(([other]) => other === mineKeys[at - 1])
    merged.splice(at === 0 ? 0 : before < 0 ? merged.length : before + 1, 0, [key, item])
  }
  return merged.map(([, item]) => item)
}

type Extra = Draft['extra']

/** @returns undefined if both changed a field of the reader in different ways */
const mergeExtra = (base: Extra, mine: Extra, saved: Extra): Extra | undefined => {
  const [before, ours, theirs] = [base, mine, saved].map((entries) => new Map(entries)) as [
    Map<string, string>,
    Map<string, string>,
    Map<string, string>,
  ]
  const merged: Extra = []
  for (const name of new Set([...theirs.keys(), ...ours.keys()])) {
    const [was, our, their] = [before.get(name), ours.get(name), theirs.get(name)]
    if (our !== was && their !== was && our !== their) return undefined
    const value = our === was ? their : our
    if (value !== undefined) merged.push([name, value])
  }
  return merged
}

const byText = (text: string) => text.trim().normalize('NFC')

const mergers: { [Name in BookField]?: (...versions: [Draft, Draft, Draft]) => Draft[Name] | undefined } = {
  authors: (base, mine, saved) => mergeLists(base.authors, mine.authors, saved.authors, byText),
  tags: (base, mine, saved) => mergeLists(base.tags, mine.tags, saved.tags, tagKey),
  readings: (base, mine, saved) =>
    mergeLists(base.readings, mine.readings, saved.readings, (reading) => JSON.stringify(reading)),
  extra: (base, mine, saved) => mergeExtra(base.extra, mine.extra, saved.extra),
}

/**
 * Merges two changes of the same version, field by field.
 * @returns the merged draft, and the fields that both changed in different ways: there it has the value of `mine`
 */
export const mergeDrafts = (
  base: Draft,
  mine: Draft,
  saved: Draft,
): { merged: Draft; conflicting: BookField[] } => {
  const conflicting: BookField[] = []
  const mergedValue = (name: BookField) => {
    if (isSame(mine[name], base[name]) || isSame(mine[name], saved[name])) return saved[name]
    if (isSame(saved[name], base[name])) return mine[name]
    const merged = mergers[name]?.(base, mine, saved)
    if (merged === undefined) conflicting.push(name)
    return merged ?? mine[name]
  }
  const values = Object.fromEntries(fieldNames.map((name) => [name, mergedValue(name)]))
  return { merged: { ...mine, ...values }, conflicting }
}
