import { coverFiles, headCoverFile } from '../covers/storage.ts'
import type { Run } from '../http/run.ts'
import { coverMeasurement, type MeasuredCover, selectUnmeasuredCovers } from './cover-measurement.ts'
import { coversMeasuredPerRun } from './limits.ts'

// A Worker has six connections at a time. More would only wait.
const coversAtOnce = 2

/** @returns the bytes of all files; a missing file has none */
const measure = async (bucket: R2Bucket, key: string): Promise<number> => {
  const files = await Promise.all(coverFiles.map((file) => headCoverFile(bucket, key, file)))
  return files.reduce((bytes, file) => bytes + (file?.size ?? 0), 0)
}

/** Measures covers from before the quotas, a few at a time. Known sizes are kept when a later call fails. */
export const measureCovers = async ({ db, bucket, isLate, count }: Run): Promise<void> => {
  const { covers } = await db.batch({ covers: selectUnmeasuredCovers(coversMeasuredPerRun) })
  const measured: MeasuredCover[] = []
  try {
    for (let at = 0; at < covers.length && !isLate(); at += coversAtOnce) {
      const some = covers.slice(at, at + coversAtOnce)
      measured.push(
        ...(await Promise.all(
          some.map(async ({ id, key }) => ({ id, key, bytes: await measure(bucket, key) })),
        )),
      )
    }
  } finally {
    if (measured.length > 0) await db.batch(coverMeasurement(measured))
  }
  count('coversMeasured', measured.length)
}
