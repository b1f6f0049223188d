import { and, desc, eq, gt, type SQL, sql } from 'drizzle-orm'
import type { SessionCaller } from '../auth/caller.ts'
import { ifCallerIsLive } from '../auth/live-caller.ts'
import { literalRow } from '../db/literal-row.ts'
import { apiKeys, users } from '../db/schema.ts'
import { build, statement } from '../db/statement.ts'
import { recordEvent } from '../events/statements.ts'
import { maxApiKeysPerUser } from './limits.ts'
import type { ApiKey } from './schema.ts'

/** Stores a key, up to the limit. */
export const insertApiKey = (key: ApiKey, onlyIf: SQL) => {
  const isOther = and(eq(apiKeys.userId, key.userId), gt(apiKeys.expiresAt, key.createdAt))
  const count = sql`(select count(*) from ${apiKeys} where ${isOther})`
  return statement(
    build
      .insert(apiKeys)
      .select(
        build
          .select(literalRow(apiKeys, key))
          .from(users)
          .where(and(eq(users.id, key.userId), sql`${count} < ${maxApiKeysPerUser}`, onlyIf)),
      )
      .returning(),
  )
}

const isOwn = ({ userId, at }: SessionCaller) => and(eq(apiKeys.userId, userId), gt(apiKeys.expiresAt, at))

/** The keys that have not ended, newest first. */
export const selectApiKeys = (caller: SessionCaller) =>
  statement(
    build.select().from(apiKeys).where(isOwn(caller)).orderBy(desc(apiKeys.createdAt), desc(apiKeys.id)),
  )

/** @param key with the name, for the event */
export const revocation = (
  caller: SessionCaller,
  { id, name }: Pick<ApiKey, 'id' | 'name'>,
  userAgent: string,
) => ({
  revoked: statement(
    build
      .delete(apiKeys)
      .where(and(isOwn(caller), eq(apiKeys.id, id), ifCallerIsLive(caller)))
      .returning({ id: apiKeys.id }),
  ),
  told: recordEvent({
    userId: caller.userId,
    kind: 'api_key_removed',
    details: { name },
    userAgent,
    at: caller.at,
  }),
})

/** Ends every key of a user. */
export const deleteApiKeys = (userId: string, onlyIf: SQL) =>
  statement(
    build
      .delete(apiKeys)
      .where(and(eq(apiKeys.userId, userId), onlyIf))
      .returning({ id: apiKeys.id }),
  )
