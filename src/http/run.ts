import type { Database } from '../db/client.ts'

/** A run of one part of the clean-up. */
export interface Run {
  readonly db: Database
  readonly bucket: R2Bucket
  readonly now: Date
  /** Whether the part has used up its time. It then stops, and resumes in the next run. */
  readonly isLate: () => boolean
  /** Adds to a count of the log. */
  readonly count: (what: string, by: number) => void
  /** Does work whose failure is logged and does not stop the rest. The run fails in the end. */
  readonly attempt: (fields: Record<string, string>, work: () => Promise<void>) => Promise<void>
}
