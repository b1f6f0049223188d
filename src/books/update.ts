import type { CallerContext } from '../auth/caller.ts'
import { asCaller } from '../auth/live-caller.ts'
import { encodeCover } from '../covers/encode.ts'
import { ifCoverIsExpected, insertExpectedCover } from '../covers/statements.ts'
import { coverSize, newCoverKey } from '../covers/storage.ts'
import { storeCover, tryDeleteCoverFiles } from '../covers/stored-cover.ts'
import { readUpload } from '../covers/upload.ts'
import { ApiError } from '../http/errors.ts'
import { selectUsage } from '../quotas/statements.ts'
import { isOver, textBytesIn, type Usage } from '../quotas/usage.ts'
import type { BookChanges } from './changed-columns.ts'
import { type Book, type OwnRow, storedFields } from './rows.ts'
import { bookChange, coverChange, coverRemoval, selectOwnBook } from './statements.ts'
import { rejectTakenTitle, tookTooLong } from './taken-title.ts'

/** @returns the error of a book that was not changed, unless its versions and its library allow the change */
const rejection = (current: Book | undefined, versions: number[] | undefined): ApiError | undefined => {
  if (!current) return new ApiError('book_not_found')
  if (versions !== undefined && !versions.includes(current.version)) return new ApiError('version_mismatch')
  return undefined
}

/**
 * Changes the fields of a book, in one D1 round trip.
 * @param versions that may be changed; undefined for any
 * @throws ApiError `book_not_found`, `version_mismatch`, `title_taken`, `quota_exceeded`, `invalid_token`
 */
export const updateFields = async (
  c: CallerContext,
  id: string,
  versions: number[] | undefined,
  changes: BookChanges,
): Promise<Book> => {
  const { caller, config } = c.var
  const { updated, current } = await rejectTakenTitle(
    asCaller(c.var, bookChange(caller, id, { versions }, changes, config.quota)),
  )
  if (updated[0]) return updated[0]
  throw rejection(current[0], versions) ?? new ApiError('quota_exceeded')
}

/** The growth of a library by a change of one of its books. */
const growthOf = (current: OwnRow, { coverKey, coverBytes, ...fields }: BookChanges): Usage => ({
  bookCount: 0,
  textBytes: textBytesIn({ ...current, ...storedFields(fields) }) - textBytesIn(current),
  coverBytes: (coverBytes ?? 0) - (current.coverBytes ?? 0),
})

/**
 * Changes a book and its cover. The new files are stored under a new key. One transaction gives them to the book and
 * takes the old ones from it; then the old files are deleted. Two D1 round trips.
 * @param versions that may be changed; undefined for any
 * @throws ApiError `book_not_found`, `version_mismatch`, and the errors of `createBook`
 */
export const updateWithCover = async (
  c: CallerContext,
  id: string,
  versions: number[] | undefined,
  fields: BookChanges,
  file: File,
): Promise<Book> => {
  const { caller, config } = c.var
  const image = await readUpload(file)
  const coverKey = newCoverKey()
  const { own, usage } = await asCaller(c.var, {
    own: selectOwnBook(caller, id),
    usage: selectUsage(caller.userId),
    expected: insertExpectedCover(caller, coverKey, new Date()),
  })
  const isFull = (book: OwnRow | undefined, size: Usage | undefined, changes: BookChanges) =>
    book && size && isOver(size, growthOf(book, changes), config.quota)
  const early = rejection(own[0], versions)
  if (early) throw early
  // The size of the files is known only after Images has encoded them, at a cost.
  if (isFull(own[0], usage[0], { ...fields, coverBytes: 1 })) throw new ApiError('quota_exceeded')
  const files = await encodeCover(c.env.IMAGES, image, config.timeLimitMs)
  const changes = { ...fields, coverKey, coverBytes: coverSize(files) }
  return storeCover(c.var.bucket, coverKey, files, async () => {
    const condition = { versions, onlyIf: ifCoverIsExpected(coverKey) }
    const result = await rejectTakenTitle(
      asCaller(c.var, coverChange(caller, id, condition, changes, config.quota)),
    )
    const [updated, current, oldCover] = [result.updated[0], result.current[0], result.oldCover[0]]
    if (!updated) {
      const isOverQuota = isFull(current, result.usage[0], changes)
      throw (
        rejection(current, versions) ??
        (isOverQuota
          ? new ApiError('quota_exceeded')
          : new ApiError('service_unavailable', { cause: tookTooLong }))
      )
    }
    if (oldCover) await tryDeleteCoverFiles(c.var.bucket, oldCover.key)
    return updated
  })
}

/**
 * Takes the cover from a book, in one D1 round trip. A book without a cover stays as it is.
 * @param versions that may be changed; undefined for any
 * @throws ApiError `book_not_found`, `version_mismatch`, `invalid_token`
 */
export const removeCover = async (
  c: CallerContext,
  id: string,
  versions: number[] | undefined,
): Promise<Book> => {
  const { caller, config } = c.var
  const { oldCover, current } = await asCaller(c.var, coverRemoval(caller, id, { versions }, config.quota))
  const [book] = current
  if (oldCover[0]) await tryDeleteCoverFiles(c.var.bucket, oldCover[0].key)
  const early = oldCover[0] ? undefined : rejection(book, versions)
  if (early ?? !book) throw early ?? new ApiError('book_not_found')
  return book
}
