import { and, eq, type SQL, sql } from 'drizzle-orm'
import type { Caller } from '../../auth/caller.ts'
import { books } from '../../db/schema.ts'
import { build } from '../../db/statement.ts'
import { sizeOfText, textBytesOf } from '../../quotas/statements.ts'
import { countedTexts } from '../../quotas/usage.ts'
import type { Head } from './plan.ts'

/** The heads of a batch, as the table `ops` of a statement. */
export const opsOf = (
  heads: Head[],
): SQL => sql`(select key as at, value ->> '$.op' as op, value ->> '$.id' as id,
  value ->> '$.version' as version, value ->> '$.title' as title, value ->> '$.isRenaming' as is_renaming,
  value ->> '$.isChange' as is_change, value ->> '$.textBytes' as text_bytes, value -> '$.bytes' as bytes
  from json_each(${JSON.stringify(heads)})) as ops`

const at = sql<number>`ops.at`.as('at')

/** The caller's book of an operation. */
export const isBookOf = ({ userId }: Caller) => and(eq(books.id, sql`ops.id`), eq(books.userId, userId))

const changedText = sql.join(
  countedTexts.map((name) => {
    const after = sql.raw(`ops.bytes ->> '$.${name}'`)
    return sql`coalesce(${after} - coalesce(${sizeOfText(name)}, 0), 0)`
  }),
  sql` + `,
)

const ifMissing = sql`(ops.op <> 'create' and (${books.id} is null or ${books.version} <> ops.version))`

/** For each operation: whether it lacks its book or its version, and by how much it makes the library larger. */
export const operationFacts = (caller: Caller, heads: Head[]) =>
  build
    .select({
      at,
      version: sql<number | null>`${books.version}`.as('version'),
      isMissing: sql<number>`coalesce(${ifMissing}, 0)`.as('is_missing'),
      booksGrown: sql<number>`case when ops.op = 'create' then 1
        when ops.op = 'delete' and ${books.id} is not null then -1 else 0 end`.as('books_grown'),
      textGrown: sql<number>`case when ops.op = 'create' then ops.text_bytes when ${books.id} is null then 0
        when ops.op = 'delete' then -${textBytesOf} else ${changedText} end`.as('text_grown'),
      coversGrown:
        sql<number>`case when ops.op = 'delete' then -coalesce(${books.coverBytes}, 0) else 0 end`.as(
          'covers_grown',
        ),
    })
    .from(opsOf(heads))
    .leftJoin(books, isBookOf(caller))

/** For each operation: the version that its book has now. */
export const operationVersions = (caller: Caller, heads: Head[]) =>
  build
    .select({
      at,
      id: sql<string>`ops.id`.as('id'),
      version: sql<number | null>`${books.version}`.as('version'),
    })
    .from(opsOf(heads))
    .leftJoin(books, isBookOf(caller))
