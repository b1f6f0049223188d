import { describe, expect, it } from 'vitest'
import { readDay, readInstant } from '../../../src/books/import/dates.ts'
import { api, dataOf } from '../../support/client.ts'
import { signedIn } from '../../support/makers.ts'
import { putBook } from '../put-book.ts'

const now = new Date('2026-11-26T11:00:00.000Z')

describe('an instant', () => {
  it.each([
    ['2026-11-26T11:00:00.000Z', now],
    ['2026-11-26T13:00:00+02:00', now],
    // The clock of the service that wrote the file may be a little ahead.
    ['2026-11-26T11:00:05.000Z', new Date('2026-11-26T11:00:05.000Z')],
    ['0001-01-01T00:00:00Z', new Date('0001-01-01T00:00:00.000Z')],
  ])('may be %s', (text, date) => {
    expect(readInstant(text, now)).toEqual(date)
  })

  it.each([
    '2026-11-26T11:00:05.001Z',
    '2026-11-26T11:01:00Z',
    '2026-11-26T11:00:00-01:00',
    '2027-01-01T00:00:00Z',
    '9999-12-31T23:59:59Z',
  ])('in the future is invalid: %s', (text) => {
    expect(readInstant(text, now)).toBe('invalid')
  })
})

describe('a day', () => {
  it.each([
    ['2026/11/26', new Date('2026-11-26')],
    // In Kiribati it is one o'clock on the next day.
    ['2026/11/27', now],
  ])('that has begun somewhere is valid: %s', (text, date) => {
    expect(readDay(text, now)).toEqual(date)
  })

  it.each([
    ['2026/11/28', now],
    ['2026-11-27', new Date('2026-11-26T09:59:59.999Z')],
    ['9999/12/31', now],
  ])('that has begun nowhere is invalid: %s', (text, at) => {
    expect(readDay(text, at)).toBe('invalid')
  })
})

it('no import puts a book on top of the list of all readers', async () => {
  const [one, other] = [await signedIn(), await signedIn()]
  const csv = 'title,description,category,created_at\r\nForever first,,science,9999-12-31T23:59:59Z\r\n'
  const json = JSON.stringify({
    format: 'bookplate',
    version: 1,
    books: [
      {
        title: 'Forever first',
        description: '',
        category: 'science',
        created_at: '2999-01-01T00:00:00.000Z',
      },
    ],
  })
  const goodreads = 'Title,Author,Exclusive Shelf,Date Added\r\nForever first,A,read,9999/12/31\r\n'
  for (const text of [csv, json, goodreads]) {
    const form = new FormData()
    form.set('mode', 'apply')
    form.set('file', new File([text], 'books'))
    const report = await dataOf(await api.post('/books/import', { as: one, body: form }))
    expect(report).toMatchObject({ created: 0, failed: 1, rows: [{ problem: { code: 'invalid_date' } }] })
  }
  const { id } = await putBook(other)
  const [first] = await dataOf(await api.get('/books?scope=all&limit=1', { as: one }))
  expect(first.id).toBe(id)
})
