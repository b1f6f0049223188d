import type { BookFields } from '../../library/book.ts'
import { emptyDraft } from '../../library/draft.ts'
import { readDraft } from '../../library/read-draft.ts'

const textFields = [
  'title',
  'description',
  'series',
  'series_number',
  'isbn',
  'publisher',
  'published_year',
  'language',
  'pages',
] as const

export type TextField = (typeof textFields)[number]

export const isTextField = (name: string): name is TextField => textFields.some((field) => field === name)

/** The fields to send, or the message for a text that cannot be read. */
export type ReadField = { fields: Partial<BookFields> } | { message: string }

/** Reads the text as the form does. */
export const readField = (name: TextField, text: string): ReadField => {
  const { fields, issues } = readDraft({ ...emptyDraft, [name]: text }, [name])
  const [issue] = issues
  return issue ? { message: issue.message } : { fields }
}

/** @param at the place of the author; a blank text removes it */
export const readAuthor = (authors: readonly string[], at: number, text: string): ReadField => ({
  fields: { authors: authors.with(at, text.trim()).filter((author) => author !== '') },
})
