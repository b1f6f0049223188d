import { expect, it } from 'vitest'
import { outcomesOf } from '../../quotas/library.ts'
import { importForm } from '../../request-makers.ts'
import { api } from '../../support/client.ts'
import { signedIn } from '../../support/makers.ts'
import { times, titlesOf } from '../library.ts'
import { putBook } from '../put-book.ts'
import { added, batch, count, creation, deletion, done, expectTrueSize, readBook, update } from './batch.ts'

it('of batches at one version of the same books, one succeeds', async () => {
  const as = await signedIn()
  const ids = await added(as, ...['A', 'B', 'C'].map((title) => ({ title })))
  const responses = await times(8, (at) =>
    batch(
      as,
      ids.map((id) => update(id, { notes: `batch ${at}` }, 1)),
    ),
  )
  expect(await outcomesOf(responses)).toEqual({ 200: 1, version_mismatch: 7 })
  const notes = await Promise.all(ids.map(async (id) => (await readBook(as, id)).notes))
  expect(new Set(notes).size).toBe(1)
  await expectTrueSize(as.user.id)
})

it('of batches that add the same books, one succeeds', async () => {
  const as = await signedIn()
  const titles = ['A', 'B', 'C', 'D']
  const responses = await times(8, (at) =>
    batch(as, [creation({ title: `Own ${at}` }), ...titles.map((title) => creation({ title }))]),
  )
  expect(await outcomesOf(responses)).toEqual({ 200: 1, title_taken: 7 })
  expect(await titlesOf(as.user.id)).toEqual([...titles, expect.stringMatching(/^Own /)])
  await expectTrueSize(as.user.id)
})

it('batches that exchange titles of the same books all succeed', async () => {
  const as = await signedIn()
  const [a = '', b = ''] = await added(as, { title: 'A' }, { title: 'B' })
  const exchange = (at: number) => {
    const [first, second] = at % 2 ? ['A', 'B'] : ['B', 'A']
    return batch(as, [update(a, { title: first }), update(b, { title: second })])
  }
  expect(await outcomesOf(await times(8, exchange))).toEqual({ 200: 8 })
  expect(await titlesOf(as.user.id)).toEqual(['A', 'B'])
})

it('batches, single changes, deletions and an import leave all or nothing of each batch', async () => {
  const as = await signedIn()
  const books = await times(6, () => putBook(as))
  await count(as.user.id)
  const pair = (at: number) => [
    creation({ title: `Left ${at}` }),
    creation({ title: `Right ${at}`, notes: 'x' }),
  ]
  const responses = await Promise.all([
    ...books.map(({ id }, at) => batch(as, [...pair(at), update(id, { review: 'y'.repeat(at) }, 1)])),
    ...books.map(({ id }, at) => batch(as, [...pair(10 + at), deletion(id, 1)])),
    ...books.map(({ id }) => api.patch(`/books/${id}`, { as, body: { title: 'One title' } })),
    ...books.map(({ id }) => api.delete(`/books/${id}`, { as, headers: { 'If-Match': '"2"' } })),
    api.post('/books/import', { as, body: importForm() }),
  ])
  expect(
    responses.map(({ status }) => status).filter((status) => ![200, 204, 404, 409, 412].includes(status)),
  ).toEqual([])
  const titles = await titlesOf(as.user.id)
  const numbers = (side: string) =>
    titles.filter((title) => title.startsWith(side)).map((title) => title.split(' ')[1])
  expect(numbers('Left')).toEqual(numbers('Right'))
  const succeeded = responses.slice(0, 12).filter(({ status }) => status === 200).length
  expect(numbers('Left')).toHaveLength(succeeded)
  await expectTrueSize(as.user.id)
})

it('of batches for the last room, as many succeed as fit', async () => {
  const as = await signedIn()
  await done(as, creation({ title: 'There' }))
  const two = (at: number) => [creation({ title: `A ${at}` }), creation({ title: `B ${at}` })]
  const responses = await times(8, (at) => batch(as, two(at), { QUOTA_BOOKS: '6' }))
  expect(await outcomesOf(responses)).toEqual({ 200: 2, quota_exceeded: 6 })
  await expectTrueSize(as.user.id)
})
