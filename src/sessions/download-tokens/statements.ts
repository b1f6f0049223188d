import { and, eq, gt } from 'drizzle-orm'
import type { SessionCaller } from '../../auth/caller.ts'
import { insertForCaller } from '../../auth/live-caller.ts'
import { downloadTokens, sessions } from '../../db/schema.ts'
import { build, statement } from '../../db/statement.ts'

/** Stores the digest of a download token for the caller's session. */
export const insertDownloadToken = (caller: SessionCaller, digest: string, expiresAt: Date) =>
  statement(insertForCaller(downloadTokens, caller, { digest, sessionId: caller.sessionId, expiresAt }))

/**
 * Reads the owner of a download token, which stays valid.
 * @returns one row while the token and its session are valid
 */
export const selectDownloadOwner = (digest: string, now: Date) =>
  statement(
    build
      .select({ userId: sessions.userId, sessionId: sessions.id })
      .from(downloadTokens)
      .innerJoin(sessions, eq(sessions.id, downloadTokens.sessionId))
      .where(
        and(
          eq(downloadTokens.digest, digest),
          gt(downloadTokens.expiresAt, now),
          gt(sessions.expiresAt, now),
        ),
      ),
  )

/**
 * Spends a download token: of two requests with one token only one deletes it.
 * @returns one row if the token was deleted
 */
export const deleteDownloadToken = (digest: string) =>
  statement(
    build
      .delete(downloadTokens)
      .where(eq(downloadTokens.digest, digest))
      .returning({ digest: downloadTokens.digest }),
  )
