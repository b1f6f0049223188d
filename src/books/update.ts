import type { CallerContext } from '../auth/caller.ts'
import { asCaller } from '../auth/live-caller.ts'
import { encodeCover } from '../covers/encode.ts'
import { ifCoverIsExpected, insertExpectedCover } from '../covers/statements.ts'
import { newCoverKey } from '../covers/storage.ts'
import { storeCover, tryDeleteCoverFiles } from '../covers/stored-cover.ts'
import { readUpload } from '../covers/upload.ts'
import { ApiError } from '../http/errors.ts'
import type { Book } from './rows.ts'
import { type BookChanges, bookChange, coverChange, selectOwnBook } from './statements.ts'
import { rejectTakenTitle, tookTooLong } from './taken-title.ts'

/**
 * Changes the fields of a book, in one D1 round trip.
 * @param versions that may be changed; undefined for any
 * @throws ApiError `book_not_found`, `version_mismatch`, `title_taken`, `invalid_token`
 */
export const updateFields = async (
  c: CallerContext,
  id: string,
  versions: number[] | undefined,
  changes: BookChanges,
): Promise<Book> => {
  const { updated, current } = await rejectTakenTitle(
    asCaller(c.var, bookChange(c.var.caller, id, { versions }, changes)),
  )
  if (!updated[0]) throw new ApiError(current.length > 0 ? 'version_mismatch' : 'book_not_found')
  return updated[0]
}

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
  changes: BookChanges,
  file: File,
): Promise<Book> => {
  const { caller } = c.var
  const isMismatch = ({ version }: Book) => versions !== undefined && !versions.includes(version)
  const image = await readUpload(file)
  const coverKey = newCoverKey()
  const { own } = await asCaller(c.var, {
    own: selectOwnBook(caller, id),
    expected: insertExpectedCover(caller, coverKey, new Date()),
  })
  if (!own[0]) throw new ApiError('book_not_found')
  if (isMismatch(own[0])) throw new ApiError('version_mismatch')
  const files = await encodeCover(c.env.IMAGES, image)
  return storeCover(c.env.COVERS, coverKey, files, async () => {
    const condition = { versions, onlyIf: ifCoverIsExpected(coverKey, new Date()) }
    const { oldCover, updated, current } = await rejectTakenTitle(
      asCaller(c.var, coverChange(caller, id, condition, { ...changes, coverKey })),
    )
    if (!current[0]) throw new ApiError('book_not_found')
    if (!updated[0] && isMismatch(current[0])) throw new ApiError('version_mismatch')
    if (!updated[0]) throw new ApiError('service_unavailable', { cause: tookTooLong })
    if (oldCover[0]) await tryDeleteCoverFiles(c.env.COVERS, oldCover[0].key)
    return updated[0]
  })
}
