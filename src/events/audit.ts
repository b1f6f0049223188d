import { desc, type SQL, sql } from 'drizzle-orm'
import { uuidv7 } from 'uuidv7'
import { literalRow } from '../db/literal-row.ts'
import { auditLog } from '../db/schema.ts'
import { build, statement } from '../db/statement.ts'
import { auditRetentionDays } from './limits.ts'

export const auditActions = [
  'enabled_account',
  'disabled_account',
  'changed_role',
  'ended_sessions',
  'requested_factor_removal',
] as const

interface NewAction {
  /** Empty for the command line. */
  adminId: string
  action: (typeof auditActions)[number]
  targetId: string
  details?: Record<string, string>
  at: Date
}

const dayMs = 24 * 60 * 60 * 1000

/**
 * Writes an action of an admin into the audit log, in the batch of the change, directly behind it.
 * @param onlyIf by default, that the statement before changed a row
 */
export const recordAction = (
  { adminId, action, targetId, details = {}, at }: NewAction,
  onlyIf: SQL = sql`changes() > 0`,
) => {
  const expiresAt = new Date(at.getTime() + auditRetentionDays * dayMs)
  const row = { id: uuidv7(), adminId, action, targetId, details, createdAt: at, expiresAt }
  return statement(
    build
      .insert(auditLog)
      .select(build.select(literalRow(auditLog, row)).from(sql`(select 1)`).where(onlyIf))
      .returning({ id: auditLog.id }),
  )
}

export type AuditEntry = typeof auditLog.$inferSelect
export type AuditPosition = [createdAt: number, id: string]

/** The audit log, newest first. */
export const selectAudit = ({ after, limit }: { after?: AuditPosition | undefined; limit: number }) =>
  statement(
    build
      .select()
      .from(auditLog)
      .where(after && sql`(${auditLog.createdAt}, ${auditLog.id}) < (${after[0]}, ${after[1]})`)
      .orderBy(desc(auditLog.createdAt), desc(auditLog.id))
      .limit(limit),
  )
