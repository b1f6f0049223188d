import { and, eq, or, type SQL, sql } from 'drizzle-orm'
import type { Caller } from '../auth/caller.ts'
import { ifCallerIsLive } from '../auth/live-caller.ts'
import { maxReadings } from '../books/limits.ts'
import { books } from '../db/schema.ts'
import { build } from '../db/statement.ts'
import { finishedFrom } from './limits.ts'

// The changes of a book by a report are SQL over the row of the book. A report depends on no version that was read before,
// so it cannot collide with another write.

/** How far a document was read, as values or as SQL. */
export interface Progress {
  percentage: number | SQL
  /** The percentage that the book knows already: of the report before. It is -1 if there was none. */
  before: number | SQL
  /** The day of the report, in UTC: a device tells no time zone. */
  day: string | SQL
}

const { status, progress, readings } = books

const [percentage, before, day] = [sql`report.percentage`, sql`report.before`, sql`report.day`]
const isAtEnd = sql`${percentage} >= ${sql.raw(String(finishedFrom))}`
const wasAtEnd = sql`${before} >= ${sql.raw(String(finishedFrom))}`
const isEnd = sql`(${isAtEnd} and not ${wasAtEnd})`
const isRepeated = sql`(${percentage} = ${before} or (${isAtEnd} and ${wasAtEnd}))`

const startedOn = sql`reading.value ->> '$.started_on'`
const finishedOn = sql`reading.value ->> '$.finished_on'`
const isOpen = sql`${startedOn} is not null and ${finishedOn} is null`
const ofReadings = (column: SQL, where: SQL) =>
  sql`(select ${column} from json_each(${readings}) as reading where ${where})`
const isAny = (where: SQL) => sql`${ofReadings(sql`count(*)`, where)} > 0`
const isFull = sql`json_array_length(${readings}) >= ${sql.raw(String(maxReadings))}`
const withMore = (started: SQL, finished: SQL) =>
  sql`json_insert(${readings}, '$[#]', json_object('started_on', ${started}, 'finished_on', ${finished}))`

const withStart = sql`case when ${isAny(isOpen)} or ${isFull} then ${readings} else ${withMore(day, sql`null`)} end`

const placeOfEnd = ofReadings(sql`'$[' || max(reading.key) || '].finished_on'`, isOpen)
// The owner's time zone may be a day ahead of UTC.
const endOfOpen = sql`max(${day}, ${ofReadings(startedOn, sql`${isOpen} order by reading.key desc limit 1`)})`

/** Ends the open reading, the last of several. Without one, its start is unknown. */
const withEnd = sql`case when ${isAny(isOpen)} then json_set(${readings}, ${placeOfEnd}, ${endOfOpen})
  when ${isAny(sql`${finishedOn} = ${day}`)} or ${isFull} then ${readings}
  else ${withMore(sql`null`, day)} end`

const next = {
  status: sql`case when ${isEnd} then 'read' else 'reading' end`,
  // Whole percents: otherwise each page would make a new version of the book.
  progress: sql`case when ${isEnd} then 1.0 else round(${percentage} * 100) / 100 end`,
  readings: sql`case when ${isEnd} then ${withEnd} when ${status} is 'reading' then ${readings} else ${withStart} end`,
}

/**
 * A report starts a book, moves it on, and finishes it once. It never changes a book that its owner has read or given up:
 * the owner decides to read it again. A report that is repeated starts no book and finishes none: its owner has set it back.
 * @param isBook which book of the caller
 * @returns a subquery: the book with the values that it gets, and the growth of its text; no row if nothing changes
 */
export const readingChanges = (caller: Caller, isBook: SQL, report: Progress) =>
  build
    .select({
      id: sql<string>`${books.id}`.as('book_id'),
      status: next.status.as('next_status'),
      progress: next.progress.as('next_progress'),
      readings: next.readings.as('next_readings'),
      growth: sql<number>`octet_length(${next.readings}) - octet_length(${readings})`.as('growth'),
    })
    .from(books)
    .innerJoin(
      sql`(select ${report.percentage} as percentage, ${report.before} as before, ${report.day} as day) as report`,
      sql`true`,
    )
    .where(
      and(
        eq(books.userId, caller.userId),
        isBook,
        ifCallerIsLive(caller),
        sql`coalesce(${status}, '') not in ('read', 'did_not_finish')`,
        sql`(${status} is 'reading' or not ${isRepeated})`,
        // SQLite knows the names of the columns here.
        or(
          sql`${status} is not next_status`,
          sql`${progress} is not next_progress`,
          sql`${readings} is not next_readings`,
        ),
      ),
    )
    .as('next')

/** @returns the day in UTC, such as `2026-10-31` */
export const dayOf = (at: Date): string => at.toISOString().slice(0, 10)
