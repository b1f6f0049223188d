import { tagKey } from '../../field-rules.ts'
import { bookFields } from '../../fields.ts'
import { maxAuthors } from '../../limits.ts'
import type { Column } from '../column.ts'
import type { Draft } from '../draft.ts'
import type { Reader } from './reader.ts'

const oneName = bookFields.shape.authors.element

/** A part after a comma that belongs to the name before: "Martin Luther King, Jr." */
const suffix = /^(?:jr|sr|esq|ph\.?d|m\.?d|m\.?a|i{1,3}|iv)\.?$/i

const clean = (name: string): string => name.replace(/\s+/g, ' ').trim()

const atCommas = (text: string): string[] => {
  const names: string[] = []
  for (const part of text.split(',').map(clean).filter(Boolean)) {
    const before = names.at(-1)
    if (before !== undefined && suffix.test(part)) names.splice(-1, 1, `${before}, ${part}`)
    else names.push(part)
  }
  return names
}

/** "Herbert, Frank" is Frank Herbert; names with more commas stay as they are. */
const inverted = (name: string): string => {
  const [last = '', first, ...more] = name.split(',').map(clean)
  return first && more.length === 0 ? `${first} ${last}` : clean(name)
}

/** Adds authors that the draft does not have. The others are kept, with the reason. */
const add = (names: string[], draft: Draft, column: Column): void => {
  const { authors } = draft.fields
  const known = new Set(authors.map(tagKey))
  for (const name of names) {
    if (known.has(tagKey(name))) continue
    if (!oneName.safeParse(name).success) draft.reject(column, name, 'too_long')
    else if (authors.length === maxAuthors) draft.reject(column, name, 'too_many')
    else {
      authors.push(name)
      known.add(tagKey(name))
    }
  }
}

const reader = (split: (cell: string) => string[]): Reader => ({
  to: 'authors',
  read: (cell, draft, column) => add(split(cell).filter(Boolean), draft, column),
})

/** A cell with one author. */
export const author = reader((cell) => [clean(cell)])

/** The sort form of an author, which adds nothing if the draft has the author. */
export const sortedAuthor: Reader = {
  to: 'authors',
  read: (cell, draft, column) => {
    const name = tagKey(inverted(cell))
    if (!draft.fields.authors.some((one) => tagKey(one) === name)) draft.keep(column, cell)
  },
}

/** Authors with commas between them. */
export const authors = reader(atCommas)

/** Authors with the last name first, and `|` between them. */
export const invertedAuthors = reader((cell) => cell.split('|').map(inverted))

/** Authors with `&` between them, or else commas. */
export const joinedAuthors = reader((cell) =>
  cell.includes('&') ? cell.split('&').map(clean) : atCommas(cell),
)

const listOf = (cell: string): string[] | undefined => {
  if (!cell.trim().startsWith('[')) return undefined
  try {
    const list: unknown = JSON.parse(cell)
    return Array.isArray(list) && list.every((item) => typeof item === 'string') ? list : undefined
  } catch {
    return undefined
  }
}

/** Commas separate names of several words; "Herbert, Frank" is one name. */
const atCertainCommas = (text: string): string[] => {
  const names = atCommas(text)
  return names.every((name) => name.includes(' ')) ? names : [clean(text)]
}

/** Authors in a form that no site tells: a JSON list, or names with separators. */
export const anyAuthors = reader(
  (cell) => listOf(cell) ?? cell.split(/[;|\n]|\s&\s/).flatMap((part) => atCertainCommas(part)),
)

export { listOf }
