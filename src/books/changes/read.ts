import type { CallerContext } from '../../auth/caller.ts'
import { asCaller } from '../../auth/live-caller.ts'
import type { Config } from '../../http/config.ts'
import { ApiError } from '../../http/errors.ts'
import { presentOwnBook } from '../present.ts'
import type { ChangesCursor } from './cursor.ts'
import { decodeChangesCursor, encodeChangesCursor } from './cursor.ts'
import { maxChanges, maxChangesBytes, maxCursorMs } from './limits.ts'
import type { PresentedChange } from './schema.ts'
import { type PageSize, selectChanges, selectLibrary } from './statements.ts'

const largestPage: PageSize = { changes: maxChanges, bytes: maxChangesBytes }

type Reader = Pick<CallerContext['var'], 'caller' | 'config' | 'db'>

interface Library {
  changesFrom: Date
  last: number
}

/**
 * Whether changes may be missing behind a cursor: deletions were forgotten, or the database was restored. A number that the
 * library never had tells of a restored database as well. A deletion that was forgotten had a number as old as itself, and
 * a replica may not have the number yet.
 */
const isExpired = (
  { number, completeAt }: ChangesCursor,
  { changesFrom, last }: Library,
  oldest: Date,
  { readReplicas }: Config,
): boolean =>
  completeAt < oldest ||
  completeAt < changesFrom ||
  (number > last && number > oldest.getTime() && !readReplicas)

/**
 * Reads a page of the changes of the caller's library, in one D1 round trip.
 * @param since a cursor; undefined for the whole library
 * @param page its greatest size
 * @returns the page, and the cursor behind it
 * @throws ApiError `invalid_cursor`, `cursor_expired`, `invalid_token`
 */
export const readChanges = async (
  { caller, config, db }: Reader,
  since: string | undefined,
  page = largestPage,
): Promise<{ changes: PresentedChange[]; next: string }> => {
  const cursor = since === undefined ? undefined : decodeChangesCursor(since)
  const { library, rows } = await asCaller(
    { db, caller },
    {
      library: selectLibrary(caller),
      rows: selectChanges(caller, cursor, page),
    },
  )
  const [found] = library
  if (!found) throw new ApiError('invalid_token', { cause: 'the account has ended' })
  const oldest = new Date(caller.at.getTime() - maxCursorMs)
  if (cursor && isExpired(cursor, found, oldest, config)) throw new ApiError('cursor_expired')
  const last = rows.at(-1)
  const isEnd = !last || rows.length === last.known
  const next = {
    number: last?.number ?? cursor?.number ?? 0,
    id: last?.changedId ?? cursor?.id ?? '',
    completeAt: (isEnd ? undefined : cursor?.completeAt) ?? caller.at,
    deletionsAfter: cursor?.deletionsAfter ?? found.last,
  }
  const changes = rows.map(
    (row): PresentedChange =>
      row.isDeleted
        ? { id: row.changedId, deleted: true }
        : { id: row.changedId, deleted: false, book: presentOwnBook(row, config.publicUrl) },
  )
  return { changes, next: encodeChangesCursor(next) }
}
