import { and, desc, eq, exists, isNotNull, isNull, lt, ne, or, type SQL, sql } from 'drizzle-orm'
import { deleteApiKeys } from '../api-keys/statements.ts'
import type { SessionCaller } from '../auth/caller.ts'
import { ifAnotherAdmin } from '../auth/last-admin.ts'
import { noPassword } from '../auth/passwords/hash.ts'
import { ifCallerIsAdmin } from '../auth/require-role.ts'
import { factorRemovals, passkeys, sessions, totpSecrets, users } from '../db/schema.ts'
import { build, statement } from '../db/statement.ts'
import { recordAction } from '../events/audit.ts'
import { noticeStatements } from '../events/notices.ts'
import { recordEvent } from '../events/statements.ts'
import { deleteTrustedDevices } from '../factors/trusted-devices/statements.ts'
import type { Config } from '../http/config.ts'
import type { User } from '../users/statements.ts'

const ofUser = sql`"users"."id"`
const removal = (column: SQL) =>
  sql<number | null>`(select ${column} from ${factorRemovals} where ${factorRemovals.userId} = ${ofUser})`

const columns = {
  id: users.id,
  name: users.name,
  email: users.email,
  emailVerifiedAt: users.emailVerifiedAt,
  role: users.role,
  createdAt: users.createdAt,
  updatedAt: users.updatedAt,
  disabledAt: users.disabledAt,
  hasFactor: sql<number>`(
    exists (select 1 from ${totpSecrets} where ${totpSecrets.userId} = ${ofUser} and ${totpSecrets.state} = 'confirmed')
    or exists (select 1 from ${passkeys} where ${passkeys.userId} = ${ofUser}))`.as('has_factor'),
  requestedAt: removal(sql`${factorRemovals.requestedAt}`).as('requested_at'),
  dueAt: removal(sql`${factorRemovals.dueAt}`).as('due_at'),
}

const isUser = (id: string) => and(eq(users.id, id), isNull(users.erasedAt))

export const selectManagedUser = (id: string) =>
  statement(build.select(columns).from(users).where(isUser(id)))

/** @returns one row if the user has no password */
export const selectPasswordless = (id: string) =>
  statement(
    build
      .select({ id: users.id })
      .from(users)
      .where(and(isUser(id), eq(users.passwordHash, noPassword))),
  )

type Presented =
  | 'id'
  | 'name'
  | 'email'
  | 'emailVerifiedAt'
  | 'role'
  | 'createdAt'
  | 'updatedAt'
  | 'disabledAt'

/** The columns of a user that an admin may see: nothing of the password. `requestedAt` and `dueAt` are in milliseconds. */
export type ManagedUser = Pick<User, Presented> & {
  hasFactor: number
  requestedAt: number | null
  dueAt: number | null
}

/** Whether a column contains the text, without case for ASCII: a LIKE pattern is limited to 50 bytes. */
const contains = (column: typeof users.name | typeof users.email, text: string) =>
  sql`instr(lower(${column}), ${text.toLowerCase()}) > 0`

/** A page of all users, newest first: their ids grow with time. */
export const selectUsers = (page: { q?: string | undefined; after?: string | undefined; limit: number }) =>
  statement(
    build
      .select(columns)
      .from(users)
      .where(
        and(
          isNull(users.erasedAt),
          page.after === undefined ? undefined : lt(users.id, page.after),
          page.q ? or(contains(users.name, page.q), contains(users.email, page.q)) : undefined,
        ),
      )
      .orderBy(desc(users.id))
      .limit(page.limit),
  )

interface Change {
  config: Pick<Config, 'mail'>
  admin: SessionCaller
  id: string
  onlyIf: SQL
}

const activation = ({ config, admin: { userId: adminId, at }, id, onlyIf }: Change, active: boolean) => {
  const kind = active ? ('account_enabled' as const) : ('account_disabled' as const)
  const action = active ? ('enabled_account' as const) : ('disabled_account' as const)
  const event = { userId: id, kind, details: { by: 'admin' }, userAgent: '', at }
  const differs = active ? isNotNull(users.disabledAt) : and(isNull(users.disabledAt), ifAnotherAdmin(id))
  return {
    activated: statement(
      build
        .update(users)
        .set({ disabledAt: active ? null : at, updatedAt: at })
        .where(and(isUser(id), differs, onlyIf))
        .returning({ id: users.id }),
    ),
    activationRecorded: recordAction({ adminId, action, targetId: id, at }),
    activationTold: recordEvent(event),
    ...noticeStatements(config, event),
  }
}

const roleChange = (
  { config, admin: { userId: adminId, at }, id, onlyIf }: Change,
  role: ManagedUser['role'],
) => {
  const event = { userId: id, kind: 'role_changed' as const, details: { role }, userAgent: '', at }
  return {
    roleChanged: statement(
      build
        .update(users)
        .set({ role, updatedAt: at })
        .where(
          and(isUser(id), ne(users.role, role), role === 'admin' ? undefined : ifAnotherAdmin(id), onlyIf),
        )
        .returning({ id: users.id }),
    ),
    roleRecorded: recordAction({ adminId, action: 'changed_role', targetId: id, details: { role }, at }),
    roleTold: recordEvent(event),
    ...noticeStatements(config, event),
  }
}

/** Ends the sessions of a user and the trust in their devices. */
const sessionsEnding = (id: string, onlyIf: SQL) => ({
  trustEnded: deleteTrustedDevices(id, onlyIf),
  ended: statement(
    build
      .delete(sessions)
      .where(and(eq(sessions.userId, id), onlyIf))
      .returning({ id: sessions.id }),
  ),
})

/** The account first: an admin who gives up their own role could not change it afterwards. */
export const userChanging = (
  change: Change,
  { role, active }: { role?: ManagedUser['role'] | undefined; active?: boolean | undefined },
) => {
  const ifDisabled = exists(
    build
      .select({ id: users.id })
      .from(users)
      .where(and(eq(users.id, change.id), isNotNull(users.disabledAt))),
  )
  return {
    ...(active !== undefined && activation(change, active)),
    ...(role !== undefined && roleChange(change, role)),
    user: selectManagedUser(change.id),
    ...(active === false && {
      ...sessionsEnding(change.id, ifDisabled),
      keysEnded: deleteApiKeys(change.id, ifDisabled),
    }),
  }
}

export const sessionsEndingByAdmin = (admin: SessionCaller, id: string) => {
  const { userId: adminId, at } = admin
  const isUserThere = exists(build.select({ id: users.id }).from(users).where(isUser(id)))
  const ifAllowed = sql`${ifCallerIsAdmin(admin)} and ${isUserThere}`
  const details = { by: 'admin' }
  return {
    user: selectManagedUser(id),
    recorded: recordAction({ adminId, action: 'ended_sessions', targetId: id, at }, ifAllowed),
    ...sessionsEnding(id, ifAllowed),
    told: recordEvent({ userId: id, kind: 'all_sessions_ended', details, userAgent: '', at }),
  }
}
