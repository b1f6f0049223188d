import { describe, expect, it } from 'vitest'
import { batch, creation, deletion, update } from '../books/batch/batch.ts'
import { maintainLater } from '../books/faults.ts'
import { importForm } from '../books/import/transfer.ts'
import { formOf, times } from '../books/library.ts'
import { objectKeys } from '../covers/stored.ts'
import { api, request } from '../support/client.ts'
import { fixture, newBook, signedIn } from '../support/makers.ts'
import { fetchWith } from '../support/worker.ts'
import { change, create, outcomesOf, remove, sizesOf, withQuota } from './library.ts'

const expectTrue = async (userId: string, size: object) => {
  const { stored, counted } = await sizesOf(userId)
  expect(stored).toEqual(counted)
  expect(stored).toMatchObject(size)
}

describe('of requests in parallel, only those within the quota succeed', () => {
  it('20 books for one place', async () => {
    const as = await signedIn()
    await newBook(as)
    const files = (await objectKeys()).length
    const responses = await times(20, () => create(as, withQuota({ books: 2 })))
    expect(await outcomesOf(responses)).toEqual({ 201: 1, quota_exceeded: 19 })
    await expectTrue(as.user.id, { book_count: 2 })
    await maintainLater()
    expect((await objectKeys()).length).toBe(files + 3)
  })

  it('20 texts for the room of three', async () => {
    const as = await signedIn()
    const fields = (index: number) => ({
      title: `T${String(index).padStart(2, '0')}`,
      description: 'ä'.repeat(10),
    })
    const responses = await times(20, (index) => create(as, withQuota({ text: 3 * 23 + 22 }), fields(index)))
    expect(await outcomesOf(responses)).toEqual({ 201: 3, quota_exceeded: 17 })
    await expectTrue(as.user.id, { text_bytes: 69 })
  })

  it('10 covers for the room of two', async () => {
    const as = await signedIn()
    await newBook(as)
    const one = Number((await sizesOf(as.user.id)).stored?.cover_bytes)
    const responses = await times(10, () => create(as, withQuota({ covers: 3 * one })))
    expect(await outcomesOf(responses)).toEqual({ 201: 2, quota_exceeded: 8 })
    await expectTrue(as.user.id, { book_count: 3, cover_bytes: 3 * one })
  })

  it('10 longer texts for the room of one, and shorter ones besides', async () => {
    const as = await signedIn()
    const books = await times(10, (index) => newBook(as, { title: `Book${index}`, description: '12345' }))
    const quota = withQuota({ text: 10 * 10 + 5 })
    const responses = await Promise.all(
      books.map(({ id }) => change(as, id, quota, { description: '1234567890' })),
    )
    expect(await outcomesOf(responses)).toEqual({ 200: 1, quota_exceeded: 9 })
    await expectTrue(as.user.id, { text_bytes: 105 })
    const shorter = await Promise.all(
      books.map(({ id }) => change(as, id, withQuota({ text: 0 }), { description: '1' })),
    )
    expect(await outcomesOf(shorter)).toEqual({ 200: 10 })
    await expectTrue(as.user.id, { text_bytes: 60 })
  })

  it('changes, covers, deletions, additions, imports and batches of one library keep its size true', async () => {
    const as = await signedIn()
    const books = await times(6, () => newBook(as))
    const quota = withQuota({ books: 12 })
    const cover_image = await fixture('palette.png')
    const longTexts = (length: number) => ({
      authors: ['é'.repeat(length + 1)],
      series: length % 2 === 0 ? null : '漢',
      publisher: 'P'.repeat(length + 1),
      tags: ['"\0'],
      readings: [{ started_on: null, finished_on: '2026-01-01' }],
      review: '😀'.repeat(length),
      notes: 'n'.repeat(length),
      extra: { Mood: 'x'.repeat(length) },
    })
    const gone = (index: number) => (index === 3 ? [deletion(books[5]?.id ?? '')] : [])
    const file = 'title,description,category\r\nOne,x,science\r\nTwo,yy,science\r\nThree,zzz,science\r\n'
    await Promise.all([
      ...books.map(({ id }, index) => change(as, id, quota, { title: `New ${'x'.repeat(index)}` })),
      ...books.map(({ id }) => change(as, id, quota, formOf({ description: '', cover_image }))),
      ...books.slice(3).map(({ id }) => remove(as, id)),
      ...books.slice(3).map(({ id }) => remove(as, id)),
      ...books.slice(0, 4).map(({ id }) => api.delete(`/books/${id}/cover`, { as })),
      ...books.map(({ id }, index) => change(as, id, quota, longTexts(index))),
      ...books.map(({ id }, index) =>
        batch(
          as,
          [update(id, longTexts(index + 9)), creation({ title: `B${index}` }), ...gone(index)],
          quota,
        ),
      ),
      ...(await times(4, () => create(as, quota))),
      ...(await times(4, () =>
        fetchWith(quota, request('POST', '/books/import', { as, body: importForm(file, 'apply') })),
      )),
    ])
    const { stored, counted } = await sizesOf(as.user.id)
    expect(stored).toEqual(counted)
    expect(Number(stored?.book_count)).toBeLessThanOrEqual(12)
  })
})
