import { and, eq, exists, isNull, lte, type SQL, sql } from 'drizzle-orm'
import type { Caller } from '../auth/caller.ts'
import { insertForCaller } from '../auth/live-caller.ts'
import { idempotencyKeys } from '../db/schema.ts'
import { build, statement } from '../db/statement.ts'
import { rememberMs, takeOverMs } from './limits.ts'

/** The request that a key stands for: one of a user to one route. */
export interface RequestName {
  userId: string
  route: string
  key: string
}

/** The right of one run to carry a request out. Another run may take it over. */
export interface Claim extends RequestName {
  claim: string
}

const isNamed = ({ userId, route, key }: RequestName) =>
  and(eq(idempotencyKeys.userId, userId), eq(idempotencyKeys.route, route), eq(idempotencyKeys.key, key))

const isHeld = (claim: Claim) => and(isNamed(claim), eq(idempotencyKeys.claim, claim.claim))

const insertClaim = (caller: Caller, claim: Claim, fingerprint: string) => {
  const at = caller.at.getTime()
  const expiresAt = new Date(at + rememberMs)
  const row = { ...claim, fingerprint, claimedAt: caller.at, outcome: null, expiresAt }
  const hasDied = and(
    isNull(idempotencyKeys.outcome),
    lte(idempotencyKeys.claimedAt, new Date(at - takeOverMs)),
    eq(idempotencyKeys.fingerprint, fingerprint),
  )
  return statement(
    insertForCaller(idempotencyKeys, caller, row)
      .onConflictDoUpdate({
        target: [idempotencyKeys.userId, idempotencyKeys.route, idempotencyKeys.key],
        set: { fingerprint, claim: claim.claim, claimedAt: caller.at, outcome: null, expiresAt },
        setWhere: sql`${lte(idempotencyKeys.expiresAt, caller.at)} or ${hasDied}`,
      })
      .returning({ claim: idempotencyKeys.claim }),
  )
}

/**
 * Claims a request that is new, has expired, or whose run has died; then reads it.
 * @returns `claimed`: one row if the claim was granted; `known`: the request
 */
export const claiming = (caller: Caller, claim: Claim, fingerprint: string) => ({
  claimed: insertClaim(caller, claim, fingerprint),
  known: statement(
    build
      .select({ fingerprint: idempotencyKeys.fingerprint, outcome: idempotencyKeys.outcome })
      .from(idempotencyKeys)
      .where(isNamed(claim)),
  ),
})

/** A condition for every write of a claimed request: it changes nothing after another run has taken the claim over. */
export const ifClaimIsHeld = (claim: Claim): SQL =>
  exists(build.select({ one: sql`1` }).from(idempotencyKeys).where(isHeld(claim)))

/**
 * Stores the outcome of a request. It goes into the transaction that does the work, after it.
 * @param outcome JSON, or SQL that makes it from the rows that the work has written
 * @param onlyIf holds if the work was done
 */
export const updateOutcome = (claim: Claim, outcome: string | SQL, onlyIf?: SQL) =>
  statement(
    build
      .update(idempotencyKeys)
      .set({ outcome })
      .where(and(isHeld(claim), onlyIf))
      .returning({ key: idempotencyKeys.key }),
  )

/** `outcomeOf` for a result that SQL makes. @param result JSON */
export const outcomeFrom = (result: SQL): SQL => sql`json_object('kind', 'done', 'result', json(${result}))`

/** Gives a claim back after a failure that a retry may repair. Keeps a stored outcome: D1 may have lost its response. */
export const deleteClaim = (claim: Claim) =>
  statement(build.delete(idempotencyKeys).where(and(isHeld(claim), isNull(idempotencyKeys.outcome))))
