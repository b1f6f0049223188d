import { and, eq, isNotNull, isNull, sql } from 'drizzle-orm'
import { books, users } from '../db/schema.ts'
import { build, statement } from '../db/statement.ts'

/** Covers whose size is not known. Their index has only them. */
export const selectUnmeasuredCovers = (limit: number) =>
  statement(
    build
      .select({ id: books.id, key: sql<string>`${books.coverKey}`.as('key') })
      .from(books)
      .where(and(isNotNull(books.coverKey), isNull(books.coverBytes)))
      .orderBy(books.id)
      .limit(limit),
  )

export interface MeasuredCover {
  /** The book. */
  id: string
  key: string
  bytes: number
}

/**
 * Adds the sizes of covers to the libraries of their readers, then to the books. A cover that was measured by another
 * run, or replaced since, is left out.
 */
export const coverMeasurement = (covers: MeasuredCover[]) => {
  const measured = sql`json_each(${JSON.stringify(covers)}) as measured`
  const id = sql`measured.value ->> '$.id'`
  const bytes = sql<number>`measured.value ->> '$.bytes'`
  const isUnmeasured = and(
    eq(books.id, id),
    eq(books.coverKey, sql`measured.value ->> '$.key'`),
    isNull(books.coverBytes),
  )
  const sums = build
    .select({
      ownerId: sql<string>`${books.userId}`.as('owner_id'),
      bytesMeasured: sql<number>`sum(${bytes})`.as('bytes_measured'),
    })
    .from(measured)
    .innerJoin(books, isUnmeasured)
    .groupBy(books.userId)
    .as('sums')
  return {
    counted: statement(
      build
        .update(users)
        .set({ coverBytes: sql`${users.coverBytes} + ${sums.bytesMeasured}` })
        .from(sums)
        .where(eq(users.id, sums.ownerId)),
    ),
    stored: statement(build.update(books).set({ coverBytes: bytes }).from(measured).where(isUnmeasured)),
  }
}
