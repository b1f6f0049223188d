import * as z from 'zod'
import type { factorRemovals } from '../../db/schema.ts'
import { instant } from '../../http/fields.ts'

export const presentedRemoval = z
  .object({
    requested_at: instant.describe('When an admin asked for it.'),
    due_at: instant.describe('When the factors are removed, unless their owner stops it.'),
  })
  .meta({
    id: 'FactorRemoval',
    examples: [{ requested_at: '2026-11-22T08:00:00.000Z', due_at: '2026-11-25T08:00:00.000Z' }],
  })

type Removal = Pick<typeof factorRemovals.$inferSelect, 'requestedAt' | 'dueAt'>

export const presentRemoval = ({ requestedAt, dueAt }: Removal): z.output<typeof presentedRemoval> => ({
  requested_at: requestedAt.toISOString(),
  due_at: dueAt.toISOString(),
})
