import { and, eq, exists, notExists, type SQL, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/sqlite-core'
import type { Caller } from '../../auth/caller.ts'
import { ifCallerIsLive } from '../../auth/live-caller.ts'
import { books, users } from '../../db/schema.ts'
import { build, statement } from '../../db/statement.ts'
import { textBytesOf, usageColumns } from '../../quotas/statements.ts'
import type { Usage } from '../../quotas/usage.ts'
import { nextChange } from '../changes/numbers.ts'
import type { StoredBook } from '../rows.ts'
import { listOf, member, sizesOf, type WrittenRow } from './written-rows.ts'

/** The columns that an update of an import writes: all that the fields decide, and the versions. */
export type UpdatedColumns = Omit<
  StoredBook,
  'id' | 'userId' | 'coverKey' | 'coverBytes' | 'createdAt' | 'changeSeq'
>

const ifUpdatable = (caller: Caller, onlyIf: SQL | undefined) => {
  const other = alias(books, 'other')
  const taken = build
    .select({ id: other.id })
    .from(other)
    .where(
      and(
        eq(other.userId, caller.userId),
        eq(other.title, member('title')),
        eq(other.authors, member('authors')),
        eq(other.isbn, member('isbn')),
        sql`${other.id} <> ${books.id}`,
      ),
    )
  return and(
    eq(books.id, member('id')),
    // The plus keeps SQLite from walking the library for each row.
    sql`+${books.userId} = ${caller.userId}`,
    eq(books.version, sql`${member('version')} - 1`),
    notExists(taken),
    ifCallerIsLive(caller),
    onlyIf,
  )
}

const countGrowth = (caller: Caller, rows: string, onlyIf: SQL | undefined, sign: '+' | '-') => {
  const growth = build
    .select({
      textGrown: sql<number>`coalesce(sum(${member('textBytes')} - ${textBytesOf}), 0)`.as('text_grown'),
    })
    .from(books)
    .innerJoin(sql`json_each(${rows})`, sql`true`)
    .where(ifUpdatable(caller, onlyIf))
    .as('growth')
  return statement(
    build
      .update(users)
      .set({ textBytes: sql`${users.textBytes} ${sql.raw(sign)} ${growth.textGrown}` })
      .from(growth)
      .where(eq(users.id, caller.userId))
      .returning(usageColumns),
  )
}

/**
 * Updates books whose version has not changed, unless the library would exceed its quota. Reserves the growth, updates, then
 * releases the growth of the books that were not updated: of an updated book the last step finds none.
 * @returns `reserved`: the size of the library with the growth; `updated`: the books
 */
export const booksUpdate = (
  caller: Caller,
  written: WrittenRow[],
  names: readonly (keyof UpdatedColumns)[],
  isGrowth: boolean,
  quota: Usage,
  onlyIf: SQL | undefined,
) => {
  const sizes = sizesOf(written)
  // A library beyond its quota may still shrink.
  const fits =
    isGrowth &&
    exists(
      build
        .select({ id: users.id })
        .from(users)
        .where(and(eq(users.id, caller.userId), sql`${users.textBytes} <= ${quota.textBytes}`)),
    )
  return {
    reserved: countGrowth(caller, sizes, onlyIf, '+'),
    updated: statement(
      build
        .update(books)
        .set({
          ...Object.fromEntries(names.map((name) => [name, sql`${member(name)}`])),
          changeSeq: nextChange(caller),
        })
        .from(sql`json_each(${listOf(written)})`)
        .where(and(ifUpdatable(caller, onlyIf), fits || undefined))
        .returning({ id: books.id }),
    ),
    released: countGrowth(caller, sizes, onlyIf, '-'),
  }
}
