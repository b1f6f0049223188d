import { and, eq, gt, inArray, lt, lte, sql } from 'drizzle-orm'
import type { Caller } from '../auth/caller.ts'
import { live } from '../auth/live-caller.ts'
import { lookupCounts, lookupResults, providerBudgets } from '../db/schema.ts'
import { build, statement } from '../db/statement.ts'
import {
  firstRejectionWaitMs,
  maxLookupsPerHour,
  maxRejectionWaitMs,
  maxWaitDoublings,
  resultTtlMs,
} from './limits.ts'

const hourMs = 60 * 60 * 1000

type Kind = (typeof lookupCounts.$inferSelect)['kind']

/**
 * Counts a request of a reader, if one is allowed now. Parallel requests get as many as successive ones.
 * @returns `counted`: one row if it is allowed; then `window`: when the next hour begins
 */
export const readerCount = (caller: Caller, kind: Kind) => {
  const { userId, at } = caller
  const end = at.getTime() + hourMs
  const hasEnded = lte(lookupCounts.expiresAt, at)
  const { callers, isLive } = live(caller)
  return {
    counted: statement(
      build
        .insert(lookupCounts)
        .select(sql`select ${userId}, ${kind}, 1, ${end} from ${callers} where ${isLive}`)
        .onConflictDoUpdate({
          target: [lookupCounts.userId, lookupCounts.kind],
          set: {
            count: sql`case when ${hasEnded} then 1 else ${lookupCounts.count} + 1 end`,
            expiresAt: sql`case when ${hasEnded} then ${end} else ${lookupCounts.expiresAt} end`,
          },
          setWhere: sql`(${hasEnded} or ${lt(lookupCounts.count, maxLookupsPerHour)})`,
        })
        .returning({ count: lookupCounts.count }),
    ),
    window: statement(
      build
        .select({ expiresAt: lookupCounts.expiresAt })
        .from(lookupCounts)
        .where(and(eq(lookupCounts.userId, userId), eq(lookupCounts.kind, kind))),
    ),
  }
}

/** The remembered responses with these digests. */
export const selectResults = (digests: string[], now: Date) =>
  statement(
    build
      .select({ digest: lookupResults.digest, books: lookupResults.books })
      .from(lookupResults)
      .where(and(inArray(lookupResults.digest, digests), gt(lookupResults.expiresAt, now))),
  )

/** Remembers a response. Of two at once the later one stays. */
export const insertResult = (digest: string, books: string, now: Date) => {
  const row = { digest, books, expiresAt: new Date(now.getTime() + resultTtlMs) }
  const { digest: _, ...set } = row
  return statement(
    build.insert(lookupResults).values(row).onConflictDoUpdate({ target: lookupResults.digest, set }),
  )
}

export interface Budget {
  requests: number
  windowSeconds: number
}

/**
 * Counts a request to a server, if one is allowed now: the budget of the window is not used up, and no rejection asks to
 * wait.
 * @returns one row if it is allowed
 */
export const reserveRequest = (server: string, { requests, windowSeconds }: Budget, now: Date) => {
  const windowEndsAt = new Date(now.getTime() + windowSeconds * 1000)
  // Longer than a request takes, so that its rejection finds the row.
  const expiresAt = new Date(windowEndsAt.getTime() + hourMs)
  const row = { server, count: 1, windowEndsAt, retryAt: new Date(0), rejections: 0, expiresAt }
  const hasEnded = lte(providerBudgets.windowEndsAt, now)
  const end = windowEndsAt.getTime()
  return statement(
    build
      .insert(providerBudgets)
      .values(row)
      .onConflictDoUpdate({
        target: providerBudgets.server,
        set: {
          count: sql`case when ${hasEnded} then 1 else ${providerBudgets.count} + 1 end`,
          windowEndsAt: sql`case when ${hasEnded} then ${end} else ${providerBudgets.windowEndsAt} end`,
          expiresAt: sql`max(${providerBudgets.expiresAt}, ${expiresAt.getTime()})`,
        },
        setWhere: sql`${lte(providerBudgets.retryAt, now)} and (${hasEnded} or ${lt(providerBudgets.count, requests)})`,
      })
      .returning({ rejections: providerBudgets.rejections }),
  )
}

/**
 * Stops requests to a server that rejected one. Several rejections at once count as one.
 * @param waitMs undefined if the server did not say how long
 */
export const recordRejection = (server: string, waitMs: number | undefined, now: Date) => {
  const at = now.getTime()
  const { retryAt, rejections, expiresAt } = providerBudgets
  const doubled = sql`case when ${retryAt} > ${at} then 0 else ${firstRejectionWaitMs} << min(${rejections}, ${maxWaitDoublings}) end`
  return statement(
    build
      .update(providerBudgets)
      .set({
        retryAt: sql`max(${retryAt}, ${at} + (${waitMs ?? doubled}))`,
        rejections: sql`${rejections} + (${retryAt} <= ${at})`,
        expiresAt: sql`max(${expiresAt}, ${at + 2 * maxRejectionWaitMs})`,
      })
      .where(eq(providerBudgets.server, server)),
  )
}

/** Forgets rejections, after the server has responded again. */
export const forgetRejections = (server: string) =>
  statement(build.update(providerBudgets).set({ rejections: 0 }).where(eq(providerBudgets.server, server)))
