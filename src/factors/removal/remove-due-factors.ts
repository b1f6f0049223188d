import { noticeStatements } from '../../events/notices.ts'
import { recordEvent } from '../../events/statements.ts'
import type { Config } from '../../http/config.ts'
import { logEvent } from '../../http/log.ts'
import type { Run } from '../../http/run.ts'
import { factorsRemoving, selectDueRemovals } from './statements.ts'

const accountsPerRun = 500

/** Carries out the removals of factors that are due. One that fails stops no other. */
export const removeDueFactors = async (
  { db, now, isLate, count, attempt }: Run,
  config: Config | undefined,
): Promise<void> => {
  const { due } = await db.batch({ due: selectDueRemovals(now, accountsPerRun) })
  for (const { userId } of due) {
    if (isLate()) return
    await attempt({ userId }, async () => {
      const event = { userId, kind: 'factors_removed' as const, userAgent: '', at: now }
      const { removed } = await db.batch({
        ...factorsRemoving(userId, now),
        told: recordEvent(event),
        ...(config && noticeStatements(config, event)),
      })
      if (removed.length === 0) return
      logEvent('info', 'factors_removed', { userId })
      count('factorsRemoved', 1)
    })
  }
}
