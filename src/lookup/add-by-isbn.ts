import type * as z from 'zod'
import type { CallerContext } from '../auth/caller.ts'
import { asCaller } from '../auth/live-caller.ts'
import { createBook, createBookWithCover } from '../books/create.ts'
import type { OwnBook } from '../books/presented-book.ts'
import { ApiError, type ErrorCode } from '../http/errors.ts'
import type { Claim } from '../idempotency/statements.ts'
import { findBooks } from './find.ts'
import type { Source } from './provider.ts'
import { providerOfCover } from './providers.ts'
import { requireCount } from './require-count.ts'
import type { bookByIsbn } from './schema.ts'
import { readerCount } from './statements.ts'
import { fetchCover } from './take-cover.ts'

/** @returns the result of `work`; undefined for an error with one of the codes */
const unless = async <T>(codes: readonly ErrorCode[], work: Promise<T>): Promise<T | undefined> => {
  try {
    return await work
  } catch (error) {
    if (error instanceof ApiError && codes.includes(error.code)) return undefined
    throw error
  }
}

const fetchCounted = async (c: CallerContext, source: Source, coverId: string): Promise<File> => {
  const { caller, config } = c.var
  const provider = providerOfCover(config, source, coverId)
  requireCount(await asCaller(c.var, readerCount(caller, 'cover')), caller.at)
  const { bytes } = await fetchCover(c, provider, coverId)
  return new File([bytes], 'cover')
}

/**
 * Adds the book that a lookup finds by its ISBN, with the fields of the reader and with the cover, if there is one. A cover
 * that cannot be had does not stop the book.
 * @throws ApiError `book_not_found`, `lookup_unavailable`, `rate_limited`, and the errors of `createBookWithCover`
 */
export const addByIsbn = async (
  c: CallerContext,
  { isbn, ...own }: z.output<typeof bookByIsbn>,
  claim: Claim | undefined,
): Promise<OwnBook> => {
  const { source, books } = await findBooks(c, { kind: 'isbn', isbn })
  const [found] = books
  if (!found) throw new ApiError('book_not_found')
  const fields = { ...found.fields, ...own, isbn }
  const withoutCover = ['cover_not_found', 'lookup_unavailable', 'rate_limited'] as const
  const file = found.cover && (await unless(withoutCover, fetchCounted(c, source, found.cover.id)))
  // The header of a picture may be right, and its pixels broken.
  const covered = file && (await unless(['invalid_image'], createBookWithCover(c, fields, file, claim)))
  return covered ?? createBook(c, fields, claim)
}
