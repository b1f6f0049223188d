import { DatabaseError } from '../db/client.ts'
import { logEvent } from '../http/log.ts'
import { type CoverFile, deleteCoverFiles, putCoverFiles } from './storage.ts'

/**
 * Stores the files of a new cover, then runs `commit`, which gives the cover to a book. When that is refused, the
 * files go again. The cover must be among the unowned ones before (`expectCover`), and `commit` must take it from
 * there: whatever fails here without a trace, the sweep finds it.
 */
export const storeCover = async <T>(
  bucket: R2Bucket,
  key: string,
  files: Record<CoverFile, ArrayBuffer>,
  commit: () => Promise<T>,
): Promise<T> => {
  try {
    await putCoverFiles(bucket, key, files)
    return await commit()
  } catch (error) {
    // A database that failed may have committed all the same. Only the sweep can tell, and does.
    if (!(error instanceof DatabaseError)) await tryDeleteCoverFiles(bucket, key)
    throw error
  }
}

/** Removes the files of a cover that is among the unowned ones; when R2 fails, the sweep will do it. */
export const tryDeleteCoverFiles = async (bucket: R2Bucket, key: string): Promise<void> => {
  try {
    await deleteCoverFiles(bucket, [key])
  } catch (cause) {
    logEvent('warn', 'cover_left_to_sweep', { key, cause })
  }
}
