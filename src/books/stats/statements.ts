import { and, or, sql } from 'drizzle-orm'
import type { Caller } from '../../auth/caller.ts'
import { books, type Reading } from '../../db/schema.ts'
import { selectPacked } from '../packed.ts'

export type FinishedBook = [
  id: string,
  title: string,
  authors: string[],
  pages: number | null,
  rating: number | null,
  category: string,
  format: string | null,
  readings: Reading[],
]

// `readings` is made by JSON.stringify, so it has one form.
const ifFinished = (start: string) => sql`instr(${books.readings}, ${`"finished_on":"${start}`}) > 0`

// The reading of a book that was given up has an end too. `is not` also passes books without a status.
const ifNotGivenUp = sql`${books.status} is not 'did_not_finish'`

/** The own books that were finished in a year, or at any time. */
export const selectFinished = (caller: Caller, year: string | undefined) =>
  selectPacked(
    caller,
    [
      books.id,
      books.title,
      sql`json(${books.authors})`,
      books.pages,
      books.rating,
      books.category,
      books.format,
      sql`json(${books.readings})`,
    ],
    and(
      ifNotGivenUp,
      year === undefined ? or(sql`${books.status} = 'read'`, ifFinished('')) : ifFinished(`${year}-`),
    ),
  )
