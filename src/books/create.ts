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
import { isOver, textBytesIn } from '../quotas/usage.ts'
import { ifBookExists } from './conditions.ts'
import type { BookFields } from './fields.ts'
import { newBookRow } from './rows.ts'
import { type PresentedBook, presentBook } from './schema.ts'
import { bookCreation, selectOwnTitle } from './statements.ts'
import { rejectTakenTitle, tookTooLong } from './taken-title.ts'

/**
 * Adds a book. First, D1 tells whether the session is live, the title free and the library not full. Then the cover is
 * encoded and stored. Then the row is inserted: the unique index decides about the title, and the same statement about
 * the quota. Two D1 round trips.
 * @throws ApiError `title_taken`, `quota_exceeded`, `invalid_token`, `service_unavailable`, and the errors of `readUpload` and `encodeCover`
 */
export const createBook = async (
  c: CallerContext,
  fields: BookFields,
  file: File,
  claim: Claim | undefined,
): Promise<PresentedBook> => {
  const { caller, config } = c.var
  const image = await readUpload(file)
  const coverKey = newCoverKey()
  const { taken, usage } = await asCaller(c.var, {
    taken: selectOwnTitle(caller, fields.title),
    usage: selectUsage(caller.userId),
    expected: insertExpectedCover(caller, coverKey, new Date()),
  })
  if (taken.length > 0) throw new ApiError('title_taken')
  // The size of the files is known only after Images has encoded them, at a cost.
  const smallest = { bookCount: 1, textBytes: textBytesIn(fields), coverBytes: 1 }
  if (usage[0] && isOver(usage[0], smallest, config.quota)) throw new ApiError('quota_exceeded')
  const files = await encodeCover(c.env.IMAGES, image, config.timeLimitMs)
  const cover = { coverKey, coverBytes: coverSize(files) }
  const growth = { ...smallest, coverBytes: cover.coverBytes }
  const book = newBookRow(caller, fields, cover)
  return storeCover(c.var.bucket, coverKey, files, async () => {
    const presented = presentBook(book, config.publicUrl)
    const conditions = [ifCoverIsExpected(coverKey), claim && ifClaimIsHeld(claim)]
    const { inserted, counted } = await rejectTakenTitle(
      asCaller(c.var, {
        ...bookCreation(caller, book, coverKey, ifFits(caller.userId, growth, config.quota), ...conditions),
        remembered: claim && updateOutcome(claim, outcomeOf(presented), ifBookExists(book.id)),
      }),
    )
    if (inserted.length > 0) return presented
    if (counted[0] && isOver(counted[0], growth, config.quota)) throw new ApiError('quota_exceeded')
    throw new ApiError('service_unavailable', { cause: tookTooLong })
  })
}
