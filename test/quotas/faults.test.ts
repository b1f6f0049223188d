import { env } from 'cloudflare:workers'
import { getTableColumns } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { books } from '../../src/db/schema.ts'
import { countedTexts } from '../../src/quotas/usage.ts'
import { atBatch, lost, unanswered } from '../books/faults.ts'
import { importForm } from '../books/import/transfer.ts'
import { formOf } from '../books/library.ts'
import { failingAfter } from '../faults.ts'
import { request, type Session } from '../support/client.ts'
import { bookForm, fixture, newBook, password, signedIn } from '../support/makers.ts'
import { fetchWith } from '../support/worker.ts'
import { addBooks, runMaintenance } from '../users/traces.ts'
import { sizesOf } from './library.ts'

const csv = 'title,description,category\r\nOne,x,science\r\nTwo,yy,science\r\n'

const writes: [string, batches: number, (as: Session, id: string) => Promise<Request>][] = [
  ['create', 2, async (as) => request('POST', '/books', { as, body: await bookForm() })],
  ['import', 2, async (as) => request('POST', '/books/import', { as, body: importForm(csv, 'apply') })],
  [
    'change',
    1,
    async (as, id) => request('PATCH', `/books/${id}`, { as, body: { title: 'A longer title' } }),
  ],
  [
    'change of a cover',
    2,
    async (as, id) => {
      const body = formOf({ description: '', cover_image: await fixture('palette.png') })
      return request('PATCH', `/books/${id}`, { as, body })
    },
  ],
  ['deletion', 1, async (as, id) => request('DELETE', `/books/${id}`, { as })],
]

const faults = { lost, unanswered }

it.each(
  writes.flatMap(([name, batches, makeRequest]) =>
    Object.keys(faults).map((fault) => ({ name, batches, makeRequest, fault: fault as keyof typeof faults })),
  ),
)(
  'the size stays true when the last batch of a write is $fault: $name',
  async ({ batches, makeRequest, fault }) => {
    const as = await signedIn()
    const { id } = await newBook(as)
    const before = await sizesOf(as.user.id)
    const toSend = await makeRequest(as, id)
    const response = await fetchWith({ DB: atBatch(batches, faults[fault]) }, toSend)
    expect(response.status).toBe(503)
    const { stored, counted } = await sizesOf(as.user.id)
    expect(stored).toEqual(counted)
    if (fault === 'lost') expect(stored).toEqual(before.stored)
    else expect(stored).not.toEqual(before.stored)
  },
)

it('the size stays true when an erasure stops half-way', async () => {
  const as = await signedIn()
  await addBooks(as.user.id, 600)
  await runMaintenance(25)
  const body = { password }
  const toSend = request('DELETE', '/users?purge=true', { as, body })
  // The password, the hiding, and the first 500 books.
  await fetchWith({ DB: failingAfter(env.DB, 'batch', 3) }, toSend)
  const { stored, counted } = await sizesOf(as.user.id)
  expect(stored).toEqual(counted)
  expect(stored).toMatchObject({ book_count: 100 })
})

it('every text of a book counts, or is named here', () => {
  const names = Object.entries(getTableColumns(books))
    .filter(([, { columnType }]) => columnType.startsWith('SQLiteText'))
    .map(([name]) => name)
  // Ids, words of short lists, and what the service derives: the words for search, and the sort keys.
  const others = [
    ...['id', 'userId', 'category', 'coverKey', 'isbn', 'language', 'format', 'status'],
    ...['titleWords', 'descriptionWords', 'otherWords', 'titleKey', 'authorKey', 'seriesKey', 'finishedOn'],
  ]
  expect(names.toSorted()).toEqual([...countedTexts, ...others].toSorted())
})
