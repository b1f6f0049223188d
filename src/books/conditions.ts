import { and, eq, exists, isNull, type SQL, sql } from 'drizzle-orm'
import type { Caller } from '../auth/caller.ts'
import { ifCallerIsLive } from '../auth/live-caller.ts'
import { books, users } from '../db/schema.ts'
import { build } from '../db/statement.ts'

/** A change of a book depends on this, besides that the book is the caller's own. */
export interface ChangeCondition {
  /** The versions that may be changed; undefined for any. */
  versions: number[] | undefined
  onlyIf?: SQL | undefined
}

export const isOwn = ({ userId }: Caller, id: string) => and(eq(books.id, id), eq(books.userId, userId))

// The versions are one parameter, because D1 allows at most 100.
const isOneOf = (versions: number[]) =>
  sql`${books.version} in (select value from json_each(${JSON.stringify(versions)}))`

/** The condition of every statement that changes a book. */
export const isChangeable = (caller: Caller, id: string, { versions, onlyIf }: ChangeCondition) =>
  and(isOwn(caller, id), versions && isOneOf(versions), onlyIf, ifCallerIsLive(caller))

export const ifBookExists = (id: string): SQL =>
  exists(build.select({ id: books.id }).from(books).where(eq(books.id, id)))

/** The books of disabled users are hidden from everyone. */
export const ownerIsEnabled = (): SQL =>
  exists(
    build
      .select({ id: users.id })
      .from(users)
      .where(and(eq(users.id, books.userId), isNull(users.disabledAt))),
  )
