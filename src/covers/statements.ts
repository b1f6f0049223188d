import { and, eq, exists, gt, inArray, lte, sql } from 'drizzle-orm'
import type { Database } from '../db/client.ts'
import { literalRow } from '../db/literal-row.ts'
import { sessions, unownedCovers } from '../db/schema.ts'
import type { Caller } from '../http/env.ts'
import { isLive } from '../sessions/statements.ts'

/** An upload that has not found its book after this long never will. */
const uploadTtlMs = 60 * 60 * 1000

/** Notes that files are about to be written that no book owns yet. */
export const expectCover = ({ build }: Database, caller: Caller, key: string, now: Date) =>
  build.insert(unownedCovers).select(
    build
      .select(literalRow(unownedCovers, { key, deleteAfter: new Date(now.getTime() + uploadTtlMs) }))
      .from(sessions)
      .where(isLive(caller)),
  )

/** The condition for giving a cover to a book: the sweep has not come for its files, and will not now. */
export const whileExpected = ({ build }: Database, key: string, now: Date) =>
  exists(
    build
      .select({ key: unownedCovers.key })
      .from(unownedCovers)
      .where(and(eq(unownedCovers.key, key), gt(unownedCovers.deleteAfter, now))),
  )

/** Covers whose files are due to go. */
export const findUnownedCovers = ({ build }: Database, now: Date, limit: number) =>
  build
    .select({ key: unownedCovers.key })
    .from(unownedCovers)
    .where(lte(unownedCovers.deleteAfter, now))
    .orderBy(unownedCovers.deleteAfter)
    .limit(limit)

/** Forgets covers whose files are gone. The keys travel as one parameter: D1 takes no more than 100. */
export const forgetCovers = ({ build }: Database, keys: string[]) =>
  build
    .delete(unownedCovers)
    .where(inArray(unownedCovers.key, sql`(select value from json_each(${JSON.stringify(keys)}))`))
