import { and, eq, gt, isNull, or, type SQL, sql } from 'drizzle-orm'
import type { Caller } from '../../auth/caller.ts'
import { DatabaseError } from '../../db/client.ts'
import { books, users } from '../../db/schema.ts'
import { build, statement } from '../../db/statement.ts'
import type { Usage } from '../../quotas/usage.ts'
import { growthOf } from './growth.ts'
import { isBookOf, opsOf } from './heads.ts'
import type { Head } from './plan.ts'

const rejection = 'batch rejected'

/** SQLite has RAISE for triggers alone. A malformed path raises an error anywhere, and the error quotes the path. */
const raise = (reason: SQL) => sql<null>`json_extract('{}', ${`${rejection} `} || ${reason})`.as('raised')

/** Whether a statement of a batch has found that not all operations can be carried out. */
export const isRejected = (error: unknown): boolean =>
  error instanceof DatabaseError && error.cause instanceof Error && error.cause.message.includes(rejection)

/** Raises an error if a book or its version is missing, or the library would exceed its quota. */
export const rejectEarly = (caller: Caller, heads: Head[], quota: Usage) => {
  const growth = growthOf(caller, heads)
  const isOver = or(
    sql`(${growth.booksGrown} > 0 and ${users.bookCount} + ${growth.booksGrown} > ${quota.bookCount})`,
    sql`(${growth.textGrown} > 0 and ${users.textBytes} + ${growth.textGrown} > ${quota.textBytes})`,
  )
  return statement(
    build
      .select({ raised: raise(sql`${growth.missing}`) })
      .from(users)
      .innerJoin(growth, sql`true`)
      .where(and(eq(users.id, caller.userId), or(gt(growth.missing, 0), isOver))),
  )
}

/** Raises an error if any operation has not been carried out. */
export const rejectHalf = (caller: Caller, heads: Head[]) => {
  const isDone = sql`case ops.op when 'delete' then ${isNull(books.id)}
    else ${books.id} is not null and (not ops.is_change or ${books.updatedAt} = ${caller.at.getTime()}) end`
  return statement(
    build
      .select({ raised: raise(sql`ops.at`) })
      .from(opsOf(heads))
      .leftJoin(books, isBookOf(caller))
      .where(sql`not (${isDone})`),
  )
}
