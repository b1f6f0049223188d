import { isNotNull, lte, type SQL } from 'drizzle-orm'
import type { SQLiteColumn, SQLiteTable } from 'drizzle-orm/sqlite-core'
import { fillBooks, ifUnkeyed } from './books/fill.ts'
import { findOrphanedCovers } from './covers/orphans.ts'
import { sweepDueCovers } from './covers/sweep.ts'
import type { Database } from './db/client.ts'
import { boundedCount, expiredDeletion } from './db/expiry.ts'
import { books, totpSecrets, users, webhooks } from './db/schema.ts'
import { tableName } from './db/table-config.ts'
import type { TableRules } from './db/table-rules.ts'
import { tables } from './db/tables.ts'
import { hideAbandonedAccounts, resumeErasures } from './erasure/erase.ts'
import { isAbandoned } from './erasure/statements.ts'
import { removeDueFactors } from './factors/removal/remove-due-factors.ts'
import { encryptTotpSecretsAgain, ifOldKey } from './factors/totp/re-encrypt.ts'
import { type Config, defaultDisabledAccountDays } from './http/config.ts'
import { logEvent } from './http/log.ts'
import type { Run } from './http/run.ts'
import { deliverDueMails } from './mail/deliver.ts'
import { countLibraries } from './quotas/count-libraries.ts'
import { measureCovers } from './quotas/measure-covers.ts'
import { encryptWebhookSecretsAgain, ifOldWebhookKey } from './webhook/re-encrypt.ts'

const rowsPerBatch = 1000
const batchesPerTable = 20
/** The backlog is counted up to this number. */
const maxBacklog = 10_000
// The cron trigger starts a run every 15 minutes, and that is also the most that the platform lets a run take.
const secondsPerPart = 60

const dayMs = 24 * 60 * 60 * 1000

interface Options {
  /** An account that was disabled this long ago is erased. */
  disabledAccountDays?: number
  /** Milliseconds, for the time limit of each part. */
  clock?: () => number
  /** Without it, no mail is sent. */
  config?: Config
}

type Part = (run: Run) => Promise<void>

const deleteExpired =
  (table: SQLiteTable, at: SQLiteColumn): Part =>
  async ({ db, now, isLate, count }) => {
    for (let batch = 0; batch < batchesPerTable && !isLate(); batch++) {
      const { deleted } = await db.batch({ deleted: expiredDeletion(table, at, now, rowsPerBatch) })
      count(tableName(table), deleted.length)
      if (deleted.length < rowsPerBatch) return
    }
  }

/** A part for each table with rows that expire, children before the rows that they refer to. */
const deletions: [string, Part][] = tables.toReversed().flatMap(({ table, expiry }): [string, Part][] => {
  if (expiry?.how !== 'delete') return []
  return [[`delete ${tableName(table)}`, deleteExpired(table, expiry.at)]]
})

const deliveryOf = (config: Config): [string, Part] => [
  'deliverDueMails',
  (run) => deliverDueMails(run, config),
]

/** Needs the keys of the configuration, like the delivery of mails. */
const encryptionsOf = (config: Config): [string, Part][] => [
  ['encryptTotpSecretsAgain', (run) => encryptTotpSecretsAgain(run, config)],
  ['encryptWebhookSecretsAgain', (run) => encryptWebhookSecretsAgain(run, config)],
]

const ifExpired = ({ expiry }: TableRules, now: Date, disabledBefore: Date): SQL | undefined => {
  if (!expiry || expiry.how === 'replaced') return undefined
  return expiry.how === 'erase' ? isAbandoned(disabledBefore) : lte(expiry.at, now)
}

/** @returns how many rows each table has that a run should have ended, and the erasures and books that are not finished */
const readBacklog = async (db: Database, now: Date, disabledBefore: Date, config: Config | undefined) => {
  const counts = tables.flatMap((rules) => {
    const where = ifExpired(rules, now, disabledBefore)
    return where ? [[tableName(rules.table), boundedCount(rules.table, where, maxBacklog)] as const] : []
  })
  const erasures = boundedCount(users, isNotNull(users.erasedAt), maxBacklog)
  const unkeyedBooks = boundedCount(books, ifUnkeyed, maxBacklog)
  const oldTotpKeys = config && boundedCount(totpSecrets, await ifOldKey(config), maxBacklog)
  const oldWebhookKeys = config && boundedCount(webhooks, await ifOldWebhookKey(config), maxBacklog)
  const results = await db.batch({
    ...Object.fromEntries(counts),
    erasures,
    unkeyedBooks,
    oldTotpKeys,
    oldWebhookKeys,
  })
  return Object.fromEntries(Object.entries(results).map(([name, rows]) => [name, rows?.[0]?.rows]))
}

/**
 * The task of the cron trigger: ends expired rows, accounts and files. Each part has a bound of rows and of time, may stop
 * anywhere, and resumes in the next run. Several runs at once do no harm. A part that fails does not stop the others. The
 * last line of the log has the counts of the run, and the backlog that it leaves.
 * @throws AggregateError of the failures, so that the platform shows the run as failed
 */
export const maintain = async (
  db: Database,
  bucket: R2Bucket,
  now: Date,
  { disabledAccountDays = defaultDisabledAccountDays, clock = Date.now, config }: Options = {},
): Promise<void> => {
  const disabledBefore = new Date(now.getTime() - disabledAccountDays * dayMs)
  const parts: [string, Part][] = [
    ['hideAbandonedAccounts', (run) => hideAbandonedAccounts(run, disabledBefore, config)],
    ['resumeErasures', resumeErasures],
    ...(config ? [deliveryOf(config), ...encryptionsOf(config)] : []),
    ['removeDueFactors', (run) => removeDueFactors(run, config)],
    ['findOrphanedCovers', findOrphanedCovers],
    ['sweepDueCovers', sweepDueCovers],
    ...deletions,
    ['measureCovers', measureCovers],
    ['countLibraries', countLibraries],
    ['fillBooks', fillBooks],
  ]
  const counts: Record<string, number> = {}
  const failures: unknown[] = []
  const attempt = async (fields: Record<string, string>, work: () => Promise<void>) => {
    try {
      await work()
    } catch (cause) {
      logEvent('error', 'maintenance_failed', { ...fields, cause })
      failures.push(cause)
    }
  }
  const count = (what: string, by: number) => {
    counts[what] = (counts[what] ?? 0) + by
  }
  const startedAt = clock()
  for (const [part, work] of parts) {
    const endAt = clock() + secondsPerPart * 1000
    const run: Run = {
      db,
      bucket,
      now,
      isLate: () => clock() >= endAt,
      count,
      attempt: (fields, work) => attempt({ part, ...fields }, work),
    }
    await run.attempt({}, () => work(run))
  }
  let backlog: Record<string, number | undefined> | undefined
  await attempt({ part: 'readBacklog' }, async () => {
    backlog = await readBacklog(db, now, disabledBefore, config)
  })
  const durationMs = clock() - startedAt
  logEvent('info', 'maintenance_done', { durationMs, failures: failures.length, counts, backlog })
  if (failures.length > 0) throw new AggregateError(failures, 'Maintenance was not completed')
}
