import { desc, getTableColumns, type SQL, sql } from 'drizzle-orm'
import type { SQLiteColumn } from 'drizzle-orm/sqlite-core'
import { uuidv7 } from 'uuidv7'
import { literalRow } from '../db/literal-row.ts'
import { auditLog, users } from '../db/schema.ts'
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

/** A column of the user with an id of the log; null for the command line, and after the erasure of the account. */
const ofUser = (column: SQLiteColumn, userId: SQLiteColumn) =>
  sql<
    string | null
  >`(select ${column} from ${users} where ${users.id} = ${userId} and ${users.erasedAt} is null)`

const columns = {
  ...getTableColumns(auditLog),
  adminName: ofUser(users.name, auditLog.adminId).as('admin_name'),
  adminEmail: ofUser(users.email, auditLog.adminId).as('admin_email'),
  targetName: ofUser(users.name, auditLog.targetId).as('target_name'),
  targetEmail: ofUser(users.email, auditLog.targetId).as('target_email'),
}

/** @property adminName the names and emails are of today: the log itself has ids only */
export type AuditEntry = typeof auditLog.$inferSelect &
  Record<'adminName' | 'adminEmail' | 'targetName' | 'targetEmail', string | null>
export type AuditPosition = [createdAt: number, id: string]

/** The audit log, newest first. */
export const selectAudit = ({ after, limit }: { after?: AuditPosition | undefined; limit: number }) =>
  statement(
    build
      .select(columns)
      .from(auditLog)
      .where(after && sql`(${auditLog.createdAt}, ${auditLog.id}) < (${after[0]}, ${after[1]})`)
      .orderBy(desc(auditLog.createdAt), desc(auditLog.id))
      .limit(limit),
  )
