import { DatabaseError } from '../db/client.ts'
import { logEvent } from '../http/log.ts'
import { type CoverFile, deleteCoverFiles, putCoverFiles } from './storage.ts'

/**
 * Stores the files of a new cover, then runs `commit`, which gives the cover to a book. If `commit` fails, the files are
 * deleted. Before, the cover must be entered as orphaned (`insertExpectedCover`); `commit` must remove it from there. So
 * the sweep finds all files that this function leaves behind.
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
    // A failed batch may have been committed all the same. Only the sweep can tell, so the files stay for it.
    if (!(error instanceof DatabaseError)) await tryDeleteCoverFiles(bucket, key)
    throw error
  }
}

/** Deletes the files of up to 500 orphaned covers. If R2 fails, the sweep deletes them later. */
export const tryDeleteCoverFiles = async (bucket: R2Bucket, ...keys: string[]): Promise<void> => {
  if (keys.length === 0) return
  try {
    await deleteCoverFiles(bucket, keys)
  } catch (cause) {
    // Without the keys: a key is all that a reader of the cover needs.
    logEvent('warn', 'cover_left_to_sweep', { cause })
  }
}
