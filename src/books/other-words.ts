import { type SQL, sql } from 'drizzle-orm'
import { books } from '../db/schema.ts'
import { tagKey } from './field-rules.ts'
import type { BookFields } from './fields.ts'
import { indexIsbn, indexWords } from './search.ts'
import { nameKeyOf } from './sort-keys.ts'

type Words = Pick<BookFields, 'authors' | 'series' | 'isbn' | 'tags' | 'review' | 'notes'>

// A filter compares whole tags and names. No word of a query begins with these marks.
const wholeTag = (tag: string) => `=${tagKey(tag)}`
const wholeName = (name: string) => `@${nameKeyOf(name)}`

/** @returns words with the whole values behind them, as a JSON list */
const withWhole = (values: string[], whole: (value: string) => string): string => {
  const list = indexWords(values.join('\n'))
  const marked = [...new Set(values.map(whole))].map((value) => JSON.stringify(value))
  return `${list.slice(0, -1)}${list === '[]' || marked.length === 0 ? '' : ','}${marked.join()}]`
}

/** @returns the text that stored words contain if the book has this tag, in any case */
export const tagNeedle = (tag: string): string => JSON.stringify(wholeTag(tag))

/** @returns the text that stored words contain if the book has this author */
export const authorNeedle = (name: string): string => JSON.stringify(wholeName(name))

const words: { [K in keyof Words]: (value: Words[K]) => string } = {
  authors: (names) => withWhole(names, wholeName),
  series: (name) => indexWords(name ?? ''),
  isbn: indexIsbn,
  tags: (tags) => withWhole(tags, wholeTag),
  review: indexWords,
  notes: indexWords,
}

const groups = Object.keys(words) as (keyof Words)[]

// No word starts with a hyphen, so a search never takes the name of a group for a word.
const nameOf = (group: string) => `-${group}`

type KnownWords = { [K in keyof Words]?: Words[K] | undefined }

const wordsOf = <K extends keyof Words>(group: K, fields: KnownWords): string | undefined => {
  const value: Words[K] | undefined = fields[group]
  return value === undefined ? undefined : words[group](value)
}

const given = (fields: KnownWords): [name: string, words: string][] =>
  groups.flatMap((group) => {
    const found = wordsOf(group, fields)
    return found === undefined ? [] : [[nameOf(group), found]]
  })

const asObject = (members: [name: string, words: string][]): string =>
  `{${members.map(([name, list]) => `${JSON.stringify(name)}:${list}`).join()}}`

/** @returns the words of a new book as stored: a JSON object of lists, without the empty ones */
export const otherWordsOf = (fields: KnownWords): string =>
  asObject(given(fields).filter(([, list]) => list !== '[]'))

/** @returns the words of the fields that a change sends, for `json_patch`; undefined if it sends none of them */
export const wordChanges = (changes: KnownWords): string | undefined => {
  const members = given(changes)
  return members.length > 0 ? asObject(members) : undefined
}

/** @returns the words after a change, as SQL over the row before it; undefined if they stay */
export const changedWords = (changes: KnownWords): SQL<string> | undefined => {
  const members = given(changes).map(([name, list]) => sql`${sql.raw(`'$."${name}"'`)}, json(${list})`)
  return members.length > 0 ? sql`json_set(${books.otherWords}, ${sql.join(members, sql`, `)})` : undefined
}
