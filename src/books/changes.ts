import type { Context } from 'hono'
import { uuidv7 } from 'uuidv7'
import { asCaller } from '../auth/require-user.ts'
import { encodeCover } from '../covers/encode.ts'
import { expectCover, whileExpected } from '../covers/statements.ts'
import { newCoverKey } from '../covers/storage.ts'
import { storeCover, tryDeleteCoverFiles } from '../covers/stored-cover.ts'
import { readUpload } from '../covers/upload.ts'
import { isUniqueViolation } from '../db/client.ts'
import type { AppEnv } from '../http/env.ts'
import { ApiError } from '../http/errors.ts'
import { outcomeOf } from '../idempotency/once.ts'
import { type Claim, rememberAnswer, whileClaimed } from '../idempotency/statements.ts'
import { disownCover, ownCover } from './cover-ownership.ts'
import {
  type Book,
  type BookChanges,
  findOwnBook,
  findOwnTitle,
  firstVersion,
  insertBook,
  uniqueTitle,
  updateBook,
  whileThere,
} from './statements.ts'
import { type PresentedBook, presentBook } from './schema.ts'
import { indexWords } from './search.ts'

const tookTooLong = 'it took so long that the sweep may have come for its files, or another run for its claim'

/** @throws ApiError `title_taken` when the write would give the user a second book with the same title */
const refuseTakenTitle = async <T>(write: Promise<T>): Promise<T> => {
  try {
    return await write
  } catch (cause) {
    if (isUniqueViolation(cause, uniqueTitle)) throw new ApiError('title_taken', { cause })
    throw cause
  }
}

/**
 * Adds a book: looks before it leaps (is the session open, is the title free), encodes and stores the cover, then
 * inserts the row, where the unique index has the last word on the title. Two D1 round trips.
 * @throws ApiError `title_taken`, `invalid_token`, what `readUpload` and `encodeCover` throw, `service_unavailable`
 */
export const createBook = async (
  c: Context<AppEnv>,
  fields: Pick<Book, 'title' | 'description' | 'category'>,
  file: File,
  claim: Claim | undefined,
): Promise<PresentedBook> => {
  const { db, caller, config } = c.var
  const image = await readUpload(file)
  const coverKey = newCoverKey()
  const [taken] = await asCaller(
    c,
    findOwnTitle(db, caller, fields.title),
    expectCover(db, caller, coverKey, new Date()),
  )
  if (taken.length > 0) throw new ApiError('title_taken')
  const files = await encodeCover(c.env.IMAGES, image)
  const book = {
    id: uuidv7(),
    userId: caller.userId,
    ...fields,
    titleWords: indexWords(fields.title),
    descriptionWords: indexWords(fields.description),
    coverKey,
    version: firstVersion,
    createdAt: caller.at,
    updatedAt: caller.at,
  }
  return storeCover(c.env.COVERS, coverKey, files, async () => {
    const presented = presentBook(book, config.publicUrl)
    const inTime = whileExpected(db, coverKey, new Date())
    const [[inserted]] = await refuseTakenTitle(
      asCaller(
        c,
        insertBook(db, caller, book, inTime, whileClaimed(db, claim)),
        ownCover(db, book.id, coverKey),
        ...(claim ? [rememberAnswer(db, claim, outcomeOf(presented), whileThere(db, book.id))] : []),
      ),
    )
    if (!inserted) throw new ApiError('service_unavailable', { cause: tookTooLong })
    return presented
  })
}

/**
 * Changes the fields of a book, in one D1 round trip.
 * @param versions that the change may be made to; undefined for any
 * @throws ApiError `book_not_found`, `version_mismatch`, `title_taken`, `invalid_token`
 */
export const changeFields = async (
  c: Context<AppEnv>,
  id: string,
  versions: number[] | undefined,
  changes: BookChanges,
): Promise<Book> => {
  const { db, caller } = c.var
  const [[updated], [current]] = await refuseTakenTitle(
    asCaller(c, updateBook(db, caller, id, { versions }, changes), findOwnBook(db, caller, id)),
  )
  if (!updated) throw new ApiError(current ? 'version_mismatch' : 'book_not_found')
  return updated
}

/**
 * Changes a book and its cover: the new files are stored under a new key, then one transaction gives them to the
 * book and takes the old ones from it, and then those go. Two D1 round trips.
 * @param versions that the change may be made to; undefined for any
 * @throws ApiError `book_not_found`, `version_mismatch`, and what `createBook` throws
 */
export const changeWithCover = async (
  c: Context<AppEnv>,
  id: string,
  versions: number[] | undefined,
  changes: BookChanges,
  file: File,
): Promise<Book> => {
  const { db, caller } = c.var
  const image = await readUpload(file)
  const coverKey = newCoverKey()
  const [[own]] = await asCaller(
    c,
    findOwnBook(db, caller, id),
    expectCover(db, caller, coverKey, new Date()),
  )
  if (!own) throw new ApiError('book_not_found')
  if (versions && !versions.includes(own.version)) throw new ApiError('version_mismatch')
  const files = await encodeCover(c.env.IMAGES, image)
  return storeCover(c.env.COVERS, coverKey, files, async () => {
    const condition = { versions, onlyIf: whileExpected(db, coverKey, new Date()) }
    const [[old], [updated], , [current]] = await refuseTakenTitle(
      asCaller(
        c,
        disownCover(db, caller, id, condition),
        updateBook(db, caller, id, condition, { ...changes, coverKey }),
        ownCover(db, id, coverKey),
        findOwnBook(db, caller, id),
      ),
    )
    if (!current) throw new ApiError('book_not_found')
    if (!updated && versions && !versions.includes(current.version)) throw new ApiError('version_mismatch')
    if (!updated) throw new ApiError('service_unavailable', { cause: tookTooLong })
    if (old) await tryDeleteCoverFiles(c.env.COVERS, old.key)
    return updated
  })
}
