import { and, eq, exists, gt, inArray, isNotNull, isNull, lte, notExists, type SQL, sql } from 'drizzle-orm'
import { deleteApiKeys } from '../api-keys/statements.ts'
import type { SessionCaller } from '../auth/caller.ts'
import { ifAnotherAdmin, selectLastAdmin } from '../auth/last-admin.ts'
import { isLiveSession } from '../auth/live-caller.ts'
import { coverDisowning } from '../covers/statements.ts'
import { ownedDeletion } from '../db/expiry.ts'
import { books, sessions, users } from '../db/schema.ts'
import { build, type Statement, statement } from '../db/statement.ts'
import { tableName } from '../db/table-config.ts'
import { tables } from '../db/tables.ts'
import { noticeStatements } from '../events/notices.ts'
import { recordEvent } from '../events/statements.ts'
import { deleteTrustedDevices } from '../factors/trusted-devices/statements.ts'
import type { Config } from '../http/config.ts'
import { mailStatements, noticesToUsers } from '../mail/outbox.ts'
import { countDeleted } from '../quotas/statements.ts'

/** Disabling needs no proof for this long after a sign-in. */
const recentSignInMs = 10 * 60 * 1000

/** Ends all sessions of an account, its API keys and the trust in its devices, if it is disabled. */
const endingOfDisabled = (userId: string) => {
  const ifDisabled = exists(
    build
      .select({ id: users.id })
      .from(users)
      .where(and(eq(users.id, userId), isNotNull(users.disabledAt))),
  )
  return {
    sessionsEnded: statement(
      build
        .delete(sessions)
        .where(and(eq(sessions.userId, userId), ifDisabled))
        .returning({ id: sessions.id }),
    ),
    trustEnded: deleteTrustedDevices(userId, ifDisabled),
    keysEnded: deleteApiKeys(userId, ifDisabled),
  }
}

/** A condition: the caller signed in a short time ago. */
export const ifSignedInRecently = (caller: SessionCaller): SQL =>
  exists(
    build
      .select({ id: sessions.id })
      .from(sessions)
      .where(
        and(isLiveSession(caller), gt(sessions.createdAt, new Date(caller.at.getTime() - recentSignInMs))),
      ),
  )

/**
 * Disables the caller's account, tells its owner, and then ends its sessions.
 * @returns `lastAdmin`: one row if the caller is the last admin, whose account stays
 */
export const accountDisabling = (
  caller: SessionCaller,
  { userAgent, config }: { userAgent: string; config: Pick<Config, 'mail'> },
  onlyIf: SQL,
) => ({
  lastAdmin: selectLastAdmin(caller.userId),
  disabled: statement(
    build
      .update(users)
      .set({ disabledAt: caller.at, updatedAt: caller.at })
      .where(and(eq(users.id, caller.userId), ifAnotherAdmin(caller.userId), onlyIf))
      .returning({ id: users.id }),
  ),
  told: recordEvent({ userId: caller.userId, kind: 'account_disabled', userAgent, at: caller.at }),
  ...noticeStatements(config, { userId: caller.userId, kind: 'account_disabled', at: caller.at }),
  ...endingOfDisabled(caller.userId),
})

/** An account without personal data, whose email is free again. */
const hiddenAccount = (at: Date) => ({
  name: '',
  email: sql`'erased:' || ${users.id}`,
  passwordHash: '',
  updatedAt: at,
  erasedAt: at,
})

/**
 * Hides the account at once, then ends its sessions. The first statement removes the personal data: the email is free
 * again, the user cannot sign in, and the books are hidden. `eraseUser` deletes the rest in batches. The mail that tells
 * the owner comes before, because afterwards the email is not known; it belongs to no account, so it is not erased.
 * @param version of the password that confirmed the erasure
 * @returns `hidden`: one row if the account was hidden; `lastAdmin`: one row if the caller is the last admin
 */
export const accountHiding = (
  caller: SessionCaller,
  version: number,
  config: Pick<Config, 'mail'>,
  onlyIf: SQL,
) => {
  const { userId, at } = caller
  const isHidden = and(
    eq(users.id, userId),
    eq(users.passwordVersion, version),
    ifAnotherAdmin(userId),
    onlyIf,
  )
  const to = build
    .select({ email: users.email })
    .from(users)
    .where(and(isHidden, isNotNull(users.emailVerifiedAt)))
  const mail = { to: sql`${to}`, template: 'notice_account_erased' as const, at }
  return {
    lastAdmin: selectLastAdmin(userId),
    ...mailStatements(config, mail, exists(to)),
    hidden: statement(
      build
        .update(users)
        .set({ ...hiddenAccount(at), disabledAt: at })
        .where(isHidden)
        .returning({ id: users.id }),
    ),
    ...endingOfDisabled(userId),
  }
}

/**
 * Hides accounts that have been disabled since `before`, after mails that tell their owners. They have no sessions.
 * @returns `hidden`: their ids
 */
export const abandonedAccountHiding = (
  before: Date,
  { at, limit, config }: { at: Date; limit: number; config: Pick<Config, 'mail'> | undefined },
) => {
  // Both statements must find the same accounts, also of those that were disabled in the same millisecond.
  const abandoned = build
    .select({ id: users.id })
    .from(users)
    .where(isAbandoned(before))
    .orderBy(users.disabledAt, sql`rowid`)
    .limit(limit)
  const isTold = and(inArray(users.id, abandoned), isNotNull(users.emailVerifiedAt))
  return {
    ...noticesToUsers(config, { template: 'notice_abandoned_account_erased', at }, isTold),
    hidden: statement(
      build
        .update(users)
        .set(hiddenAccount(at))
        .where(inArray(users.id, abandoned))
        .returning({ id: users.id }),
    ),
  }
}

/** A condition on accounts: they were disabled before `before`, and are not being erased. */
export const isAbandoned = (before: Date) => and(lte(users.disabledAt, before), isNull(users.erasedAt))

/** Accounts whose erasure is in progress, in random order: those that fail must not keep others from their turn. */
export const selectErasedUsers = (limit: number) =>
  statement(
    build
      .select({ id: users.id })
      .from(users)
      .where(isNotNull(users.erasedAt))
      .orderBy(sql`random()`)
      .limit(limit),
  )

const owned = tables.flatMap(({ table, erasure }) =>
  erasure.how === 'batches' ? [{ table, owner: erasure.owner }] : [],
)

/** Deletes rows of a user, up to `limit` of each table. Books are deleted apart, because they have covers. */
const rowDeletions = (userId: string, limit: number): Record<string, Statement> =>
  Object.fromEntries(
    owned
      .filter(({ table }) => table !== books)
      .map(({ table, owner }) => [tableName(table), ownedDeletion(table, owner, userId, limit)]),
  )

const ifNothingIsLeft = (userId: string): (SQL | undefined)[] =>
  owned.map(({ table, owner }) =>
    notExists(build.select({ one: sql`1` }).from(table).where(eq(owner, userId))),
  )

/**
 * Deletes the user's first `limit` books, their covers becoming orphaned, and other rows; then the user if none is left.
 * @returns `erased`: one row if the user was deleted
 */
export const erasureBatch = (userId: string, limit: number, at: Date) => {
  const someBooks = build
    .select({ id: books.id })
    .from(books)
    .where(eq(books.userId, userId))
    .orderBy(books.title)
    .limit(limit)
  return {
    ...rowDeletions(userId, limit),
    coversDisowned: statement(coverDisowning(inArray(books.id, someBooks), at)),
    counted: countDeleted(userId, inArray(books.id, someBooks)),
    booksDeleted: statement(build.delete(books).where(inArray(books.id, someBooks))),
    erased: statement(
      build
        .delete(users)
        .where(and(eq(users.id, userId), isNotNull(users.erasedAt), ...ifNothingIsLeft(userId)))
        .returning({ id: users.id }),
    ),
  }
}
