import type { KeyCaller } from '../auth/caller.ts'
import type { RequestContext } from '../http/env.ts'
import { ApiError } from '../http/errors.ts'
import { maxAttempts } from './limits.ts'
import type { Report } from './schema.ts'
import { type Device, reportBatch, tiedReport } from './statements.ts'
import { useKey } from './use-key.ts'

type Context = RequestContext<{ device: Device }>

/** @returns whether the report was stored; false if the document was tied and has been forgotten meanwhile */
const tryReport = async (c: Context, report: Report): Promise<boolean> => {
  const { db, config, device } = c.var
  const { key, saved, tied } = await db.batch(reportBatch(device, report))
  const { userId, digest } = useKey(c, key[0])
  if (saved.length > 0) return true
  if (tied.length === 0)
    throw new ApiError('quota_exceeded', { cause: 'as many documents as a reader can have' })
  const caller: KeyCaller = { kind: 'key', userId, digest, scope: 'sync', at: device.at }
  const written = await db.batch(tiedReport(caller, report, config.quota))
  return written.saved.length > 0
}

/**
 * Stores the report of a device: the last one to arrive counts, wherever in the document it is. If the document is tied to
 * a book, both change in one transaction. One D1 round trip without a book, two with one.
 * @throws ApiError `invalid_device_key`, `quota_exceeded` for too many documents, `service_unavailable` if the document was
 *   tied and forgotten during each attempt; DatabaseError
 */
export const takeReport = async (c: Context, report: Report): Promise<void> => {
  for (let attempt = 0; attempt < maxAttempts; attempt++) if (await tryReport(c, report)) return
  throw new ApiError('service_unavailable', { cause: 'the document was forgotten again and again' })
}
