import { retry } from './retry.mjs'

/**
 * The file in the bucket of covers that names the backup whose restore is in progress. A restore begins at the first row
 * again, and skips the rows and files that are there already.
 */
export const markerFile = 'restore-in-progress.json'

/** @param {R2Bucket} covers @returns {Promise<{ id: string } | undefined>} the id of the backup */
export const readMarker = (covers) => retry(async () => (await covers.get(markerFile))?.json())

/** @param {R2Bucket} covers @param {{ id: string }} marker */
export const writeMarker = (covers, marker) => retry(() => covers.put(markerFile, JSON.stringify(marker)))

/** @param {R2Bucket} covers */
export const deleteMarker = (covers) => retry(() => covers.delete(markerFile))
