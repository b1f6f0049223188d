import { and, eq, getTableColumns, gt, inArray, ne, or, type SQL, sql } from 'drizzle-orm'
import type { Caller } from '../../auth/caller.ts'
import { ifCallerIsLive } from '../../auth/live-caller.ts'
import { coverDisowning } from '../../covers/statements.ts'
import { books, unownedCovers, users } from '../../db/schema.ts'
import { build, type Statement, statement } from '../../db/statement.ts'
import { type Claim, ifClaimIsHeld, outcomeFrom, updateOutcome } from '../../idempotency/statements.ts'
import type { Usage } from '../../quotas/usage.ts'
import { nextChange, rememberDeleted } from '../changes/numbers.ts'
import { asideTitle, changedRowColumns } from './changed-rows.ts'
import { growthOf } from './growth.ts'
import { isBookOf, operationVersions, opsOf } from './heads.ts'
import type { Head, Plan, RowJson } from './plan.ts'
import { rejectEarly, rejectHalf } from './rejections.ts'

/** A list of rows as the table `changed`. Without `materialized` SQLite would write each row again for each of its columns. */
const rowsOf = (rows: RowJson[]): SQL =>
  sql`(with list as materialized (select value from json_each(${`[${rows.join()}]`})) select value from list) as changed`

const isIn = (values: unknown[]): SQL => sql`(select value from json_each(${JSON.stringify(values)}))`

/** With a `+`, because SQLite would rather search the whole library by an index of `user_id` than look up the ids. */
const isOwn = ({ userId }: Caller): SQL => sql`+${books.userId} = ${userId}`

const idsOf = (heads: Head[], isWanted: (head: Head) => boolean) => heads.filter(isWanted).map(({ id }) => id)

/** Must run before the books change. */
const countGrowth = (caller: Caller, heads: Head[]) => {
  const growth = growthOf(caller, heads)
  const grown = or(ne(growth.booksGrown, 0), ne(growth.textGrown, 0), ne(growth.coversGrown, 0))
  return statement(
    build
      .update(users)
      .set({
        bookCount: sql`${users.bookCount} + ${growth.booksGrown}`,
        textBytes: sql`${users.textBytes} + ${growth.textGrown}`,
        coverBytes: sql`${users.coverBytes} + ${growth.coversGrown}`,
      })
      .from(growth)
      .where(and(eq(users.id, caller.userId), grown)),
  )
}

const deletion = (caller: Caller, heads: Head[], onlyIf: SQL | undefined) => {
  const ids = idsOf(heads, ({ op }) => op === 'delete')
  if (ids.length === 0) return {}
  const isDeleted = and(isOwn(caller), inArray(books.id, isIn(ids)), onlyIf)
  return {
    orphaned: statement(coverDisowning(isDeleted, caller.at).returning({ key: unownedCovers.key })),
    deletionsRemembered: rememberDeleted(caller, isDeleted),
    deleted: statement(build.delete(books).where(isDeleted)),
  }
}

const isRenaming = ({ op, isRenaming }: Head) => op === 'update' && isRenaming

/**
 * SQLite checks a unique index after each row. So the titles of books that another operation wants are set aside first:
 * two books may exchange theirs.
 */
const setAside = (caller: Caller, heads: Head[], onlyIf: SQL | undefined) => {
  const wanted = build
    .select({
      wantedTitle: sql<string>`coalesce(ops.title, ${books.title})`.as('wanted_title'),
      wantedBy: sql<number>`count(*)`.as('wanted_by'),
      firstId: sql<string>`min(ops.id)`.as('first_id'),
    })
    .from(opsOf(heads))
    .leftJoin(books, isBookOf(caller))
    .where(sql`ops.is_renaming`)
    .groupBy(sql`1`)
    .as('wanted')
  return statement(
    build
      .update(books)
      .set({ title: asideTitle })
      .from(wanted)
      .where(
        and(
          isOwn(caller),
          inArray(books.id, isIn(idsOf(heads, isRenaming))),
          eq(books.title, wanted.wantedTitle),
          or(gt(wanted.wantedBy, 1), ne(wanted.firstId, books.id)),
          onlyIf,
        ),
      ),
  )
}

const updateBooks = (
  caller: Caller,
  { columns, rows }: Plan['updated'][number],
  isAside: boolean,
  onlyIf: SQL | undefined,
) =>
  statement(
    build
      .update(books)
      .set({ ...changedRowColumns(columns, isAside, caller.at), changeSeq: nextChange(caller) })
      .from(rowsOf(rows))
      .where(and(sql`${books.id} = changed.value ->> '$.id'`, isOwn(caller), onlyIf)),
  )

const insertBooks = (caller: Caller, rows: RowJson[], onlyIf: SQL | undefined) => {
  // In the order of the table, as `INSERT … SELECT` wants them. Their names come from the schema, never from a client.
  const values = Object.keys(getTableColumns(books)).map((name) =>
    name === 'changeSeq' ? nextChange(caller) : sql.raw(`changed.value ->> '$.${name}'`),
  )
  return statement(
    build.insert(books).select(sql`select ${sql.join(values, sql`, `)} from ${rowsOf(rows)} where ${onlyIf}`),
  )
}

const outcomeOfBatch = (caller: Caller, heads: Head[]): SQL => {
  const versions = operationVersions(caller, heads).as('versions')
  const { at, id, version } = versions
  return outcomeFrom(
    sql`(select json_group_array(json_object('id', ${id}, 'version', ${version}) order by ${at}) from ${versions})`,
  )
}

const numbered = (name: string, statements: Statement[]): Record<string, Statement> =>
  Object.fromEntries(statements.map((one, at) => [`${name}${at}`, one]))

/**
 * Carries out all operations, or raises an error (`isRejected`, `isTitleTaken`), and D1 undoes all of them.
 * @returns `orphaned`: the covers of deleted books; `versions`: one row for each operation, in order
 */
export const bookBatch = (
  caller: Caller,
  { heads, updated, created }: Plan,
  quota: Usage,
  claim: Claim | undefined,
) => {
  const onlyIf = and(ifCallerIsLive(caller), claim && ifClaimIsHeld(claim))
  const renaming = heads.filter((head) => head.isRenaming)
  const isAside = renaming.length > 1 && renaming.some(isRenaming)
  const writes: Record<string, Statement> = {
    ...(isAside && { aside: setAside(caller, heads, onlyIf) }),
    ...numbered(
      'updated',
      updated.map((group) => updateBooks(caller, group, isAside, onlyIf)),
    ),
    ...numbered(
      'created',
      created.map((rows) => insertBooks(caller, rows, onlyIf)),
    ),
  }
  return {
    early: rejectEarly(caller, heads, quota),
    counted: countGrowth(caller, heads),
    ...deletion(caller, heads, onlyIf),
    ...writes,
    half: rejectHalf(caller, heads),
    remembered: claim && updateOutcome(claim, outcomeOfBatch(caller, heads)),
    versions: statement(operationVersions(caller, heads).orderBy(sql`1`)),
  }
}
