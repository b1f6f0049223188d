import { and, eq, exists, type SQL, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/sqlite-core'
import type { Caller } from '../../auth/caller.ts'
import { books } from '../../db/schema.ts'
import { build, statement } from '../../db/statement.ts'
import type { Head, RowJson } from './plan.ts'

/** The title, authors and ISBN of a book after its operation: no two books of a reader share them. */
export interface Identity {
  at: number
  title: string
  authors: string
  isbn: string
  /** 1 if the book had all of it before. */
  isKept: number
  /** 1 if a book that has no operation has it. */
  isTaken: number
}

const after = (name: 'title' | 'authors' | 'isbn'): SQL<string> =>
  sql<string>`coalesce(${sql.raw(`item.value ->> '$.${name}'`)}, ${books[name]})`

/**
 * @param rows identities as their operations send them
 * @param isTitleAlone whether the unique index of titles alone decides, which ignores authors and ISBN
 * @returns one row for each operation whose book exists, or will
 */
export const selectIdentities = (caller: Caller, heads: Head[], rows: RowJson[], isTitleAlone: boolean) => {
  const [title, authors, isbn] = [after('title'), after('authors'), after('isbn')]
  const others = alias(books, 'others')
  const ids = heads.flatMap(({ id }) => id ?? [])
  const holder = build
    .select({ one: sql`1` })
    .from(others)
    .where(
      and(
        eq(others.userId, caller.userId),
        eq(others.title, title),
        isTitleAlone ? undefined : and(sql`${others.authors} = ${authors}`, eq(others.isbn, isbn)),
        sql`${others.id} not in (select value from json_each(${JSON.stringify(ids)}))`,
      ),
    )
  return statement(
    build
      .select({
        at: sql<number>`item.value ->> '$.at'`.as('at'),
        title: title.as('after_title'),
        authors: authors.as('after_authors'),
        isbn: isbn.as('after_isbn'),
        isKept: sql<number>`coalesce(${books.title} = ${title} and ${books.authors} = ${authors}
          and ${books.isbn} = ${isbn}, 0)`.as('is_kept'),
        isTaken: sql<number>`${exists(holder)}`.as('is_taken'),
      })
      .from(sql`json_each(${`[${rows.join()}]`}) as item`)
      .leftJoin(books, and(sql`${books.id} = item.value ->> '$.id'`, eq(books.userId, caller.userId))),
  )
}

/**
 * Of books that would be the same, one that was so before keeps its place, otherwise the first one.
 * @returns the places of the operations that would make their book the same as another
 */
export const conflictsIn = (identities: Identity[], isTitleAlone: boolean): Set<number> => {
  const conflicts = new Set<number>()
  const holders = new Set<string>()
  const nameOf = ({ title, authors, isbn }: Identity) =>
    JSON.stringify(isTitleAlone ? [title] : [title, authors, isbn])
  const inOrder = identities.toSorted((a, b) => b.isKept - a.isKept || a.at - b.at)
  for (const identity of inOrder) {
    const name = nameOf(identity)
    if (!identity.isKept && (identity.isTaken || holders.has(name))) conflicts.add(identity.at)
    holders.add(name)
  }
  return conflicts
}
