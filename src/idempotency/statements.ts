import { and, eq, exists, isNull, lte, type SQL, sql } from 'drizzle-orm'
import type { Database } from '../db/client.ts'
import { literalRow } from '../db/literal-row.ts'
import { idempotencyKeys, sessions } from '../db/schema.ts'
import type { Caller } from '../http/env.ts'
import { isLive } from '../sessions/statements.ts'

/** What the client names with a key: one of their requests to one route. */
export interface RequestName {
  userId: string
  route: string
  key: string
}

/** The right to carry out a request, until somebody takes it over. */
export interface Claim extends RequestName {
  claim: string
}

const rememberMs = 24 * 60 * 60 * 1000
// Longer than any run takes. A later one may still be alive, but its claim is gone and with it the right to write.
const takeOverMs = 60 * 1000

const isNamed = ({ userId, route, key }: RequestName) =>
  and(eq(idempotencyKeys.userId, userId), eq(idempotencyKeys.route, route), eq(idempotencyKeys.key, key))

const isClaimed = (claim: Claim) => and(isNamed(claim), eq(idempotencyKeys.claim, claim.claim))

/** Claims a request that is new, forgotten, or was begun by a run that has died. */
export const claimRequest = ({ build }: Database, caller: Caller, claim: Claim, fingerprint: string) => {
  const at = caller.at.getTime()
  const row = {
    ...claim,
    fingerprint,
    claimedAt: caller.at,
    answer: null,
    expiresAt: new Date(at + rememberMs),
  }
  const hasDied = and(
    isNull(idempotencyKeys.answer),
    lte(idempotencyKeys.claimedAt, new Date(at - takeOverMs)),
    eq(idempotencyKeys.fingerprint, fingerprint),
  )
  return build
    .insert(idempotencyKeys)
    .select(build.select(literalRow(idempotencyKeys, row)).from(sessions).where(isLive(caller)))
    .onConflictDoUpdate({
      target: [idempotencyKeys.userId, idempotencyKeys.route, idempotencyKeys.key],
      set: {
        fingerprint,
        claim: claim.claim,
        claimedAt: caller.at,
        answer: null,
        expiresAt: row.expiresAt,
      },
      setWhere: sql`${lte(idempotencyKeys.expiresAt, caller.at)} or ${hasDied}`,
    })
    .returning({ claim: idempotencyKeys.claim })
}

export const findRequest = ({ build }: Database, name: RequestName) =>
  build
    .select({ fingerprint: idempotencyKeys.fingerprint, answer: idempotencyKeys.answer })
    .from(idempotencyKeys)
    .where(isNamed(name))

/** The condition that every write of a claimed request carries: it changes nothing once the claim was taken over. */
export const whileClaimed = ({ build }: Database, claim: Claim | undefined) =>
  claim && exists(build.select({ one: sql`1` }).from(idempotencyKeys).where(isClaimed(claim)))

/**
 * Remembers the answer to a request. Goes into the transaction that does what the answer says, after it.
 * @param onlyIf holds when that was done
 */
export const rememberAnswer = ({ build }: Database, claim: Claim, answer: string, onlyIf?: SQL) =>
  build
    .update(idempotencyKeys)
    .set({ answer })
    .where(and(isClaimed(claim), onlyIf))
    .returning({ key: idempotencyKeys.key })

/**
 * Gives a claim back: the request failed in a way that may be tried again. Not if there is an answer after all, which
 * D1 committed without being able to say so.
 */
export const releaseRequest = ({ build }: Database, claim: Claim) =>
  build.delete(idempotencyKeys).where(and(isClaimed(claim), isNull(idempotencyKeys.answer)))

/** Clears away answers that need not be remembered any longer. */
export const deleteExpiredRequests = ({ build }: Database, now: Date, limit: number) => {
  const expired = build
    .select({ rowid: sql`rowid` })
    .from(idempotencyKeys)
    .where(lte(idempotencyKeys.expiresAt, now))
    .limit(limit)
  return build.delete(idempotencyKeys).where(sql`rowid in ${expired}`)
}
