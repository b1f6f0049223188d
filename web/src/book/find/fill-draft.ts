import { limits } from 'bookplate/client'
import type { Draft } from '../../library/draft.ts'
import { emptyDraft, isSame, textOf } from '../../library/draft.ts'
import type { FoundBook } from '../../library/find-books.ts'

type Found = Partial<Draft>

/** @returns the known fields of a found book, as the form shows them */
export const foundValues = (book: FoundBook): Found => {
  const values: Found = {
    title: book.title,
    authors: book.authors,
    category: book.category,
    description: book.description,
    series: textOf(book.series),
    series_number: textOf(book.series_number),
    isbn: textOf(book.isbn),
    publisher: textOf(book.publisher),
    published_year: textOf(book.published_year),
    language: textOf(book.language),
    pages: textOf(book.pages),
    format: book.format,
  }
  const known = Object.entries(values).filter(
    ([name, value]) => !isSame(value, emptyDraft[name as keyof Draft]),
  )
  return Object.fromEntries(known)
}

/** The text that finds the book of a form: its ISBN, or title and first author. */
export const searchTextOf = ({ isbn, title, authors }: Draft): string => {
  const words = [title, ...authors.slice(0, 1)].join(' ')
  return (
    isbn ||
    (words.length > limits.maxQueryLength ? title : words).slice(0, limits.maxQueryLength).toWellFormed()
  )
}

const isBlank = (name: keyof Draft, value: unknown): boolean =>
  isSame(value, emptyDraft[name]) || (Array.isArray(value) && value.every((item) => item === ''))

/**
 * Fills the empty fields of a draft. A value that the reader typed stays.
 * @param before the values of the book that was chosen before, which may be replaced
 */
export const fillDraft = (draft: Draft, values: Found, before: Found): Draft => {
  const names = new Set([...Object.keys(before), ...Object.keys(values)]) as Set<keyof Draft>
  const filled = [...names].filter(
    (name) => isBlank(name, draft[name]) || (name in before && isSame(draft[name], before[name])),
  )
  return {
    ...draft,
    ...Object.fromEntries(filled.map((name) => [name, values[name] ?? emptyDraft[name]])),
  }
}
