import type { KeyCaller } from '../auth/caller.ts'
import type { RequestContext } from '../http/env.ts'
import { ApiError } from '../http/errors.ts'
import { maxAttempts } from './limits.ts'
import { dayOf, readingChanges } from './reading-changes.ts'
import type { Report } from './schema.ts'
import { type Device, reportBatch, reportedColumns } from './statements.ts'
import { isTiedTo, tiedChange } from './tied-statements.ts'
import { useKey } from './use-key.ts'

type Context = RequestContext<{ device: Device }>

/** @returns whether the report was stored; false if the document or its book has changed meanwhile */
const tryReport = async (c: Context, report: Report): Promise<boolean> => {
  const { db, config, device } = c.var
  const { key, saved, tied } = await db.batch(reportBatch(device, report))
  const { userId, digest } = useKey(c, key[0])
  const [book] = tied
  if (saved.length > 0) return true
  if (!book) throw new ApiError('quota_exceeded', { cause: 'as many documents as a reader can have' })
  const caller: KeyCaller = { kind: 'key', userId, digest, scope: 'sync', at: device.at }
  const { percentage } = report
  const change = {
    document: report.document,
    isAsRead: isTiedTo(book.id),
    columns: reportedColumns(report, device.at),
    syncedAt: device.at,
    book,
    changes: readingChanges(book, { percentage, before: book.before, day: dayOf(device.at) }),
  }
  const written = await db.batch(tiedChange(caller, change, config.quota))
  return written.saved.length > 0
}

/**
 * Stores the report of a device: the last one to arrive counts, wherever in the document it is. If the document is tied to
 * a book, both change in one transaction. One D1 round trip without a book, two with one, two more for each collision.
 * @throws ApiError `invalid_device_key`, `quota_exceeded` for too many documents, `service_unavailable` after too many
 *   collisions; DatabaseError
 */
export const takeReport = async (c: Context, report: Report): Promise<void> => {
  for (let attempt = 0; attempt < maxAttempts; attempt++) if (await tryReport(c, report)) return
  throw new ApiError('service_unavailable', { cause: 'the book kept changing' })
}
