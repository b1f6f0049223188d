import * as z from 'zod'
import { bookFields } from '../books/fields.ts'
import { readIsbn } from '../books/isbn.ts'
import { stating } from '../http/json-schema.ts'
import { text } from '../http/text.ts'
import { maxWordsLength } from './limits.ts'
import type { Query, Source } from './provider.ts'

// Both providers have a syntax of their own for searches, with quotes, colons and brackets.
const syntax = /[^\p{L}\p{M}\p{N}'’&-]+/gu

const words = text({ min: 1, max: maxWordsLength })
  .transform((query) =>
    query
      .normalize('NFC')
      .replace(syntax, ' ')
      .replace(/ -+|-+ /g, ' ')
      .trim(),
  )
  .refine((query) => /[\p{L}\p{N}]/u.test(query), 'Must have a letter or a digit.')

// Without the null that the field of a book may have.
export const askedIsbn = stating(bookFields.shape.isbn.unwrap().clone(), {
  type: 'string',
  maxLength: 40,
  description: 'An ISBN-10 or ISBN-13, with or without hyphens.',
  examples: ['9780141439471'],
})

export const lookupQuery = z
  .strictObject({
    isbn: askedIsbn.optional(),
    q: stating(words, {
      type: 'string',
      minLength: 1,
      maxLength: maxWordsLength,
      description: 'Words of title and author.',
      examples: ['frankenstein shelley'],
    }).optional(),
  })
  .transform(({ isbn, q }, context): Query => {
    if (isbn !== undefined && q === undefined) return { kind: 'isbn', isbn }
    if (q === undefined || isbn !== undefined) {
      context.addIssue({ code: 'custom', path: ['isbn'], message: 'Give isbn or q, and not both.' })
      return z.NEVER
    }
    const typed = readIsbn(q)
    return typed === undefined ? { kind: 'text', text: q } : { kind: 'isbn', isbn: typed }
  })

/** The form of remembered responses. Another number forgets them all, after a change of `FoundBook`. */
const resultForm = 1

/** @returns the SHA-256 of a query to a provider, in base64url. Searches are compared without case. */
export const digestOf = async (source: Source, query: Query): Promise<string> => {
  const asked = query.kind === 'isbn' ? query.isbn : query.text.toLowerCase()
  const bytes = new TextEncoder().encode(JSON.stringify([resultForm, source, query.kind, asked]))
  const digest = await crypto.subtle.digest('SHA-256', bytes)
  return new Uint8Array(digest).toBase64({ alphabet: 'base64url', omitPadding: true })
}
