import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { csvHeader } from '../../../src/books/export/csv.ts'
import { maxPartBooks } from '../../../src/books/export/limits.ts'
import { encodePart } from '../../../src/books/export/part.ts'
import type { StoredBook } from '../../../src/books/rows.ts'
import { interrupted } from '../../faults.ts'
import { api, dataOf, errorOf, request } from '../../support/client.ts'
import { lineOfRequest } from '../../support/logs.ts'
import { signedIn } from '../../support/makers.ts'
import { fetchWith } from '../../support/worker.ts'
import { bookRow, instant, putRows } from '../put-book.ts'
import { nameOf, nextOf, partsOf, titlesOf } from './parts-of.ts'

/** Ids in the order of an import. */
const idsOf = (prefix: string) => (at: number) => `${prefix}-c3d4-7e5f-8a6b-${String(at).padStart(12, '0')}`
const titleOf = (at: number) => `Book ${String(at).padStart(5, '0')}`

/** @returns a new user with so many books, a millisecond apart unless `fields` says another time */
const userWith = async (count: number, fields: (at: number) => Partial<StoredBook> = () => ({})) => {
  const as = await signedIn()
  const row = bookRow(as.user.id)
  const id = idsOf(row.id.slice(0, 8))
  const rows = Array.from({ length: count }, (_, at) => ({
    ...row,
    id: id(at),
    title: titleOf(at),
    createdAt: new Date(instant + at),
    ...fields(at),
  }))
  for (let from = 0; from < count; from += 4000) await putRows(rows.slice(from, from + 4000))
  return { as, rows }
}

const deleteBook = (userId: string, title: string) =>
  env.DB.prepare('delete from books where user_id = ? and title = ?').bind(userId, title).run()

describe('an export in parts', () => {
  it('has 10,003 books in two parts, and neither loses nor repeats one when others come and go', async () => {
    // The last of the first part and all of the second have the same millisecond.
    const time = (at: number) => ({ createdAt: new Date(instant + Math.min(at, maxPartBooks - 2)) })
    const { as, rows } = await userWith(maxPartBooks + 3, time)
    const [first, second, ...more] = await partsOf(as, 'json')
    expect([first?.name, second?.name]).toEqual(
      [1, 2].map((part) => `bookplate-without-covers-part-${part}.json`),
    )
    const titles = [first, second].flatMap((part) => titlesOf(part?.text ?? ''))
    expect([titles, more]).toEqual([rows.map(({ title }) => title), []])
    expect(titlesOf(second?.text ?? '')).toHaveLength(3)
    const path = nextOf(await api.head('/books/export?format=csv', { as })) ?? ''
    // The first book of the second part goes; a book comes before it, and another behind it.
    await deleteBook(as.user.id, titleOf(maxPartBooks))
    await putRows([
      bookRow(as.user.id, { title: 'Before', createdAt: new Date(instant) }),
      bookRow(as.user.id, { title: 'Behind', createdAt: new Date(instant + 20_000) }),
    ])
    const response = await api.get(path, { as })
    expect(nameOf(response)).toBe('bookplate-without-covers-part-2.csv')
    const rest = (await response.text()).matchAll(/^(?:Book \d+|Behind|Before)/gm)
    expect([...rest].map(([title]) => title)).toEqual(
      [maxPartBooks + 1, maxPartBooks + 2].map(titleOf).concat('Behind'),
    )
    // A part is a place, and not a reader's.
    const ofOther = await api.get(path, { as: await signedIn() })
    expect(await ofOther.text()).toBe(csvHeader)
  })

  it('says by HEAD where the next part is, and keeps the download token', async () => {
    const { as } = await userWith(1001)
    const { token } = await dataOf(await api.post('/users/download-tokens', { as }))
    const path = `/books/export?format=zip&token=${token}`
    const head = await api.head(path)
    expect(head.status).toBe(200)
    expect(nameOf(head)).toBe('bookplate-with-covers-part-1.zip')
    const next = nextOf(head) ?? ''
    // The next part needs a token of its own.
    expect(next).not.toContain('token')
    expect(nextOf(await api.head(next, { as }))).toBeUndefined()
    const file = await api.get(path)
    expect([file.status, nextOf(file)]).toEqual([200, next])
    await file.arrayBuffer()
    const { token: another } = await dataOf(await api.post('/users/download-tokens', { as }))
    for (const [used, status] of [
      [token, 401],
      [another, 200],
    ] as const) {
      const response = await api.get(`${next}&token=${used}`)
      expect(response.status).toBe(status)
      await response.arrayBuffer()
    }
  })

  it('has no next part exactly at the limit', async () => {
    const { as } = await userWith(1000)
    expect(nextOf(await api.head('/books/export?format=zip', { as }))).toBeUndefined()
    await putRows([bookRow(as.user.id)])
    expect(nextOf(await api.head('/books/export?format=zip', { as }))).toBeDefined()
  })

  it('breaks off when it grows beyond its limit', async () => {
    const { as } = await userWith(1000)
    const older = bookRow(as.user.id, { createdAt: new Date(0) })
    await env.DB.prepare('update books set created_at = 0 where user_id = ? and title = ?')
      .bind(as.user.id, titleOf(0))
      .run()
    const DB = interrupted(env.DB, () => putRows([{ ...older, createdAt: new Date(1) }]))
    await expect(fetchWith({ DB }, request('GET', '/books/export?format=zip', { as }))).rejects.toThrow()
    await expect.poll(lineOfRequest).toMatchObject({
      brokeOff: true,
      cause: { message: 'The part has grown to 1001 books' },
    })
  })

  it('is empty behind the last book', async () => {
    const { as } = await userWith(1)
    const part = encodePart({ number: 7, from: [instant + 1, ''] })
    const response = await api.get(`/books/export?part=${part}`, { as })
    expect(nameOf(response)).toBe('bookplate-without-covers-part-7.json')
    expect(await response.json()).toMatchObject({ books: [] })
  })

  it.each([
    '',
    '2',
    'x',
    '****',
    'W10',
    btoa('[1,0,""]'),
    btoa('[2,0.5,""]'),
    btoa('[2,0]'),
    btoa('[2,9e15,""]'),
    'A'.repeat(500),
  ])('has no part %j', async (part) => {
    const path = `/books/export?part=${encodeURIComponent(part)}`
    const response = await api.get(path, { as: await signedIn() })
    expect(await errorOf(response)).toEqual([400, 'invalid_query'])
  })
})
