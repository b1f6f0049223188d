import type * as z from 'zod'
import { type BookField, bookFields, emptyFields, type privateFields } from '../books/fields.ts'
import { plainText } from '../books/import/plain-text.ts'
import { maxForeignTextLength } from './limits.ts'

/** The fields of the book itself. All others are the reader's own. */
export const ofBook = {
  title: true,
  authors: true,
  description: true,
  category: true,
  series: true,
  series_number: true,
  isbn: true,
  publisher: true,
  published_year: true,
  language: true,
  pages: true,
  format: true,
} as const

const foundFields = bookFields.pick(ofBook)

type FoundFields = z.output<typeof foundFields>
type FoundField = Exclude<BookField, (typeof privateFields)[number]>

/** The data of a provider about a book. Each value may be wrong. */
export type Draft = { [F in FoundField]?: unknown } & {
  /** The provider's id of the cover. */
  coverId?: string | undefined
}

/** A book as the service remembers it. */
export interface FoundBook {
  fields: FoundFields
  cover: { id: string; width: number | null; height: number | null } | null
}

// Line breaks and tabs are in the first class. Those of the second class turn the direction of the text that follows.
const control = /[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu

const cleanLines = (text: string): string[] =>
  plainText(text.toWellFormed())
    .split('\n')
    .map((line) => line.replace(control, ' ').replace(/\s+/g, ' ').trim())

/** @returns text of a provider as one line of plain text; undefined if nothing is left */
export const cleanText = (text: unknown): string | undefined => {
  if (typeof text !== 'string' || text.length > maxForeignTextLength) return undefined
  return cleanLines(text).filter(Boolean).join(' ') || undefined
}

/** @returns text of a provider as plain text with its paragraphs; undefined if nothing is left */
export const cleanParagraphs = (text: unknown): string | undefined => {
  if (typeof text !== 'string' || text.length > maxForeignTextLength) return undefined
  return (
    cleanLines(text)
      .join('\n')
      .replace(/\n{3,}/g, '\n\n')
      .trim() || undefined
  )
}

/** @returns the first year of the text, unless it names several; undefined if there is none */
export const yearOf = (date: unknown): number | undefined => {
  if (typeof date !== 'string' || date.length > 100) return undefined
  const [year, ...others] = new Set(date.match(/(?<!\d)(?:1\d|20|21)\d\d(?!\d)/g))
  return year === undefined || others.length > 0 ? undefined : Number(year)
}

/** @returns title and subtitle; the title alone if both would be too long */
export const fullTitle = (title: unknown, subtitle: unknown): string | undefined => {
  const [main, rest] = [cleanText(title), cleanText(subtitle)]
  const both = `${main}: ${rest}`
  return main && rest && foundFields.shape.title.safeParse(both).success ? both : main
}

const parseField = <F extends FoundField>(name: F, value: unknown): FoundFields[F] | undefined => {
  const result = foundFields.shape[name].safeParse(value)
  return result.success ? (result.data as FoundFields[F]) : undefined
}

const authorsOf = (authors: unknown): string[] => {
  if (!Array.isArray(authors)) return []
  const names = authors.slice(0, 100).map(cleanText)
  return [...new Set(names)].flatMap((name) => parseField('authors', [name]) ?? []).slice(0, 30)
}

const names = foundFields.keyof().options

const unknown = Object.fromEntries(
  names.flatMap((name) => (name === 'title' ? [] : [[name, emptyFields[name]]])),
) as Omit<FoundFields, 'title'>

/**
 * Checks what a provider says by the schema of books. A value that a book could not have is left out, never shortened or
 * guessed.
 * @returns undefined without a valid title
 */
export const foundBook = ({ coverId, authors, ...draft }: Draft): FoundBook | undefined => {
  const title = parseField('title', draft.title)
  if (title === undefined) return undefined
  const given = names.flatMap((name) => {
    const value = name === 'authors' ? undefined : parseField(name, draft[name])
    return value === undefined ? [] : [[name, value]]
  })
  return {
    fields: { ...unknown, title, ...Object.fromEntries(given), authors: authorsOf(authors) },
    cover: coverId === undefined ? null : { id: coverId, width: null, height: null },
  }
}
