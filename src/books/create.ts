import type { CallerContext } from '../auth/caller.ts'
import { asCaller } from '../auth/live-caller.ts'
import { encodeCover } from '../covers/encode.ts'
import { ifCoverIsExpected, insertExpectedCover } from '../covers/statements.ts'
import { newCoverKey } from '../covers/storage.ts'
import { storeCover } from '../covers/stored-cover.ts'
import { readUpload } from '../covers/upload.ts'
import { ApiError } from '../http/errors.ts'
import { outcomeOf } from '../idempotency/once.ts'
import { type Claim, ifClaimIsHeld, updateOutcome } from '../idempotency/statements.ts'
import { ifBookExists } from './conditions.ts'
import type { BookFields } from './fields.ts'
import { newBookRow } from './rows.ts'
import { type PresentedBook, presentBook } from './schema.ts'
import { bookCreation, selectOwnTitle } from './statements.ts'
import { rejectTakenTitle, tookTooLong } from './taken-title.ts'

/**
 * Adds a book. First, D1 tells whether the session is live and the title free. Then the cover is encoded and stored. Then
 * the row is inserted, and the unique index decides about the title. Two D1 round trips.
 * @throws ApiError `title_taken`, `invalid_token`, `service_unavailable`, and the errors of `readUpload` and `encodeCover`
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
  const { taken } = await asCaller(c.var, {
    taken: selectOwnTitle(caller, fields.title),
    expected: insertExpectedCover(caller, coverKey, new Date()),
  })
  if (taken.length > 0) throw new ApiError('title_taken')
  const files = await encodeCover(c.env.IMAGES, image)
  const book = newBookRow(caller, fields, { coverKey })
  return storeCover(c.env.COVERS, coverKey, files, async () => {
    const presented = presentBook(book, config.publicUrl)
    const conditions = [ifCoverIsExpected(coverKey, new Date()), claim && ifClaimIsHeld(claim)]
    const { inserted } = await rejectTakenTitle(
      asCaller(c.var, {
        ...bookCreation(caller, book, coverKey, ...conditions),
        remembered: claim && updateOutcome(claim, outcomeOf(presented), ifBookExists(book.id)),
      }),
    )
    if (inserted.length === 0) throw new ApiError('service_unavailable', { cause: tookTooLong })
    return presented
  })
}
