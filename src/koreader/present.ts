import type * as z from 'zod'
import type { koreaderDocuments } from '../db/schema.ts'
import type { presentedProgress } from './schema.ts'

type Row = typeof koreaderDocuments.$inferSelect
type Reported = Pick<Row, 'document' | 'progress' | 'percentage' | 'device' | 'deviceId' | 'syncedAt'>

/** KOReader compares it with the time of its last page turn. */
export const secondsOf = (at: Date): number => Math.floor(at.getTime() / 1000)

/** @param row with null in each column if no device has reported the document */
export const presentProgress = (
  row: {
    [K in keyof Reported]: Reported[K] | null
  },
): z.output<typeof presentedProgress> => {
  const { document, progress, percentage, device, deviceId, syncedAt } = row
  if (document === null || progress === null || percentage === null || device === null || syncedAt === null)
    return {}
  return {
    document,
    progress,
    percentage,
    device,
    ...(deviceId && { device_id: deviceId }),
    timestamp: secondsOf(syncedAt),
  }
}
