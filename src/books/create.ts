import type { CallerContext } from '../auth/caller.ts'
import { asCaller } from '../auth/live-caller.ts'
import { encodeCover } from '../covers/encode.ts'
import { ifCoverIsExpected, insertExpectedCover } from '../covers/statements.ts'
import { coverSize, newCoverKey } from '../covers/storage.ts'
import { storeCover } from '../covers/stored-cover.ts'
import { readUpload } from '../covers/upload.ts'
import { ApiError } from '../http/errors.ts'
import { outcomeOf } from '../idempotency/once.ts'
import { type Claim, ifClaimIsHeld, updateOutcome } from '../idempotency/statements.ts'
import { ifFits, selectUsage } from '../quotas/statements.ts'
import { isOver, textBytesIn, type Usage } from '../quotas/usage.ts'
import { ifBookExists } from './conditions.ts'
import { presentOwnBook } from './present.ts'
import type { OwnBook } from './presented-book.ts'
import { type NewFields, newBookRow, type StoredBook } from './rows.ts'
import { bookCreation, selectSameBook } from './statements.ts'
import { rejectTakenTitle, tookTooLong } from './taken-title.ts'

const notInserted = (usage: Usage | undefined, growth: Usage, quota: Usage): ApiError =>
  usage && isOver(usage, growth, quota)
    ? new ApiError('quota_exceeded')
    : new ApiError('service_unavailable', { cause: tookTooLong })

/**
 * Inserts the row. The unique index decides whether the reader has the book already, and the same statement decides about
 * the quota.
 * @throws ApiError `title_taken`, `quota_exceeded`, `invalid_token`, `service_unavailable`
 */
const insertBook = async (
  c: CallerContext,
  book: StoredBook,
  growth: Usage,
  claim: Claim | undefined,
): Promise<OwnBook> => {
  const { caller, config } = c.var
  const presented = presentOwnBook(book, config.publicUrl)
  const conditions = [
    ifFits(caller.userId, growth, config.quota),
    book.coverKey === null ? undefined : ifCoverIsExpected(book.coverKey),
    claim && ifClaimIsHeld(claim),
  ]
  const { inserted, counted } = await rejectTakenTitle(
    asCaller(c.var, {
      ...bookCreation(caller, book, ...conditions),
      remembered: claim && updateOutcome(claim, outcomeOf(presented), ifBookExists(book.id)),
    }),
  )
  if (inserted.length > 0) return presented
  throw notInserted(counted[0], growth, config.quota)
}

const growthOf = (book: StoredBook): Usage => ({
  bookCount: 1,
  textBytes: textBytesIn(book),
  coverBytes: book.coverBytes ?? 0,
})

/** Adds a book without a cover, in one D1 round trip. @throws the errors of `insertBook` */
export const createBook = (
  c: CallerContext,
  fields: NewFields,
  claim: Claim | undefined,
): Promise<OwnBook> => {
  const book = newBookRow(c.var.caller, fields, undefined)
  return insertBook(c, book, growthOf(book), claim)
}

/**
 * Adds a book with a cover. First, D1 tells whether the session is live, the book new and the library not full. Then the
 * cover is encoded and stored. Then the row is inserted. Two D1 round trips.
 * @throws the errors of `insertBook`, `readUpload` and `encodeCover`
 */
export const createBookWithCover = async (
  c: CallerContext,
  fields: NewFields,
  file: File,
  claim: Claim | undefined,
): Promise<OwnBook> => {
  const { caller, config } = c.var
  const image = await readUpload(file)
  const coverKey = newCoverKey()
  const { same, usage } = await asCaller(c.var, {
    same: selectSameBook(caller, fields),
    usage: selectUsage(caller.userId),
    expected: insertExpectedCover(caller, coverKey, new Date()),
  })
  if (same.length > 0) throw new ApiError('title_taken')
  const book = newBookRow(caller, fields, undefined)
  // The size of the files is known only after Images has encoded them, at a cost.
  if (usage[0] && isOver(usage[0], { ...growthOf(book), coverBytes: 1 }, config.quota))
    throw new ApiError('quota_exceeded')
  const files = await encodeCover(c.env.IMAGES, image, config.timeLimitMs)
  const covered = { ...book, coverKey, coverBytes: coverSize(files) }
  return storeCover(c.var.bucket, coverKey, files, () => insertBook(c, covered, growthOf(covered), claim))
}
