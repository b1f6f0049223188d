import { env } from 'cloudflare:workers'
import { eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { digestToken } from '../../src/auth/random-tokens.ts'
import type { StoredBook } from '../../src/books/rows.ts'
import { finishedOnOf } from '../../src/books/sort-keys.ts'
import { openDatabase } from '../../src/db/client.ts'
import { books } from '../../src/db/schema.ts'
import { readConfig } from '../../src/http/config.ts'
import { dayOf, type Progress } from '../../src/koreader/reading-changes.ts'
import { progressOfBook } from '../../src/koreader/tied-statements.ts'
import { bookRow, putRows } from '../books/put-book.ts'
import { insertKey } from '../support/api-keys.ts'
import { newUser } from '../support/makers.ts'

type Read = Pick<StoredBook, 'status' | 'progress' | 'readings'>

interface Stored extends Omit<Read, 'readings'> {
  readings: string
  finished_on: string | null
  version: number
  bytes: number
  counted: number
}

const user = await newUser()
const digest = await digestToken(await insertKey(user.id, ['sync']))
const caller = { kind: 'key' as const, userId: user.id, digest, scope: 'sync' as const, at: new Date() }

const storedRow = async (id: string) => {
  const row = await env.DB.prepare(
    `select status, progress, readings, finished_on, version, octet_length(readings) as bytes,
       (select text_bytes from users where id = user_id) as counted from books where id = ?`,
  )
    .bind(id)
    .first<Stored>()
  if (!row) throw new Error('No book')
  return { ...row, readings: JSON.parse(row.readings) as Read['readings'] }
}

/** Gives a book the progress of a report, in D1. @returns the fields that it changed */
const readingChanges = async (fields: Read, report: Progress) => {
  const book = bookRow(user.id, { ...fields, finishedOn: finishedOnOf(fields.readings) })
  await putRows([book])
  const before = await storedRow(book.id)
  await openDatabase(env.DB).batch(
    progressOfBook(caller, eq(books.id, book.id), report, readConfig(env).quota),
  )
  const row = await storedRow(book.id)
  const { status, progress, readings } = row
  const changed = Object.entries({ status, progress, readings }).filter(
    ([name, value]) => JSON.stringify(value) !== JSON.stringify(fields[name as keyof Read]),
  )
  expect(row.version - before.version).toBe(changed.length > 0 ? 1 : 0)
  expect(row.finished_on).toBe(finishedOnOf(row.readings))
  expect(row.counted - before.counted).toBe(row.bytes - before.bytes)
  return Object.fromEntries(changed)
}

const day = '2026-11-27'
const unread = { status: null, progress: null, readings: [] }
const open = { started_on: '2026-11-01', finished_on: null }
const reading = { status: 'reading' as const, progress: 0.3, readings: [open] }
const report = (percentage: number, before = -1) => ({ percentage, before, day })

describe('a book that was not begun', () => {
  it.each([null, 'want_to_read' as const])('starts that day: %s', async (status) => {
    expect(await readingChanges({ ...unread, status }, report(0.1234))).toEqual({
      status: 'reading',
      progress: 0.12,
      readings: [{ started_on: day, finished_on: null }],
    })
  })

  it('continues a reading that is open', async () => {
    expect(await readingChanges({ ...unread, readings: [open] }, report(0.5))).toEqual({
      status: 'reading',
      progress: 0.5,
    })
  })

  it('keeps earlier readings', async () => {
    const earlier = { started_on: null, finished_on: '2020-01-31' }
    const { readings } = await readingChanges(
      { ...unread, status: 'want_to_read', readings: [earlier] },
      report(0),
    )
    expect(readings).toEqual([earlier, { started_on: day, finished_on: null }])
  })

  it('is read at once by a report from its end, from an unknown day on', async () => {
    expect(await readingChanges(unread, report(1))).toEqual({
      status: 'read',
      progress: 1,
      readings: [{ started_on: null, finished_on: day }],
    })
  })
})

describe('a book in progress', () => {
  it('moves on, and back', async () => {
    expect(await readingChanges(reading, report(0.456))).toEqual({ progress: 0.46 })
    expect(await readingChanges(reading, report(0.1))).toEqual({ progress: 0.1 })
  })

  it('does not change within one percent', async () => {
    expect(await readingChanges(reading, report(0.3049))).toEqual({})
  })

  it('gets no reading that its owner has not noted', async () => {
    expect(await readingChanges({ ...reading, readings: [] }, report(0.4))).toEqual({ progress: 0.4 })
  })

  it.each([0.99, 1])('is read from %f on', async (percentage) => {
    expect(await readingChanges(reading, report(percentage, 0.98))).toEqual({
      status: 'read',
      progress: 1,
      readings: [{ started_on: '2026-11-01', finished_on: day }],
    })
  })

  it('is not read before', async () => {
    expect(await readingChanges(reading, report(0.9899, 0.98))).toEqual({ progress: 0.99 })
  })

  it('is not finished a second time: its owner has set it back', async () => {
    expect(await readingChanges({ ...reading, progress: 1 }, report(0.995, 0.99))).toEqual({})
    expect(await readingChanges(reading, report(0.995, 0.99))).toEqual({ progress: 1 })
  })

  it('ends not before its start, which may be a day ahead of UTC', async () => {
    const ahead = { started_on: '2026-11-28', finished_on: null }
    expect(await readingChanges({ ...reading, readings: [ahead] }, report(1))).toMatchObject({
      readings: [{ started_on: '2026-11-28', finished_on: '2026-11-28' }],
    })
  })

  it('gets no second reading with one last day', async () => {
    const today = { started_on: null, finished_on: day }
    expect(await readingChanges({ ...reading, readings: [today] }, report(1))).toEqual({
      status: 'read',
      progress: 1,
    })
  })
})

describe.each([null, 'want_to_read' as const])('a book that its owner has set back to %s', (status) => {
  const back = { ...reading, status }

  it.each([
    ['the end', 1, 1],
    ['almost the end', 0.992, 1],
    ['the end after almost the end', 1, 0.992],
    ['a place', 0.42, 0.42],
    ['the first page', 0, 0],
  ])('is not changed by a report that repeats %s', async (_, percentage, before) => {
    expect(await readingChanges(back, report(percentage, before))).toEqual({})
  })

  it('starts once a device moves on, or back', async () => {
    expect(await readingChanges(back, report(0.43, 0.42))).toEqual({ status: 'reading', progress: 0.43 })
    expect(await readingChanges(back, report(0.01, 1))).toEqual({ status: 'reading', progress: 0.01 })
  })

  it('is finished by a report that moves on to the end', async () => {
    expect(await readingChanges(back, report(1, 0.9))).toMatchObject({ status: 'read', progress: 1 })
  })
})

describe.each(['read' as const, 'did_not_finish' as const])(
  'a book that its owner has set to %s',
  (status) => {
    it.each([0, 0.5, 1])('stays as it is at %f', async (percentage) => {
      expect(await readingChanges({ ...reading, status }, report(percentage))).toEqual({})
    })
  },
)

it('a book with 100 readings gets no more of them', async () => {
  const readings = Array(100).fill({ started_on: null, finished_on: '2020-01-31' })
  const full = { ...unread, readings }
  expect(await readingChanges(full, report(0.5))).toEqual({ status: 'reading', progress: 0.5 })
  expect(await readingChanges(full, report(1))).toEqual({ status: 'read', progress: 1 })
})

it('a day is one in UTC', () => {
  expect(dayOf(new Date('2026-10-31T23:59:59.999Z'))).toBe('2026-10-31')
})
