import { beforeAll, describe, expect, it } from 'vitest'
import { type KnownFields, storedFields } from '../../src/books/rows.ts'
import { api, dataOf, errorOf, type Session } from '../support/client.ts'
import { bookForm, signedIn } from '../support/makers.ts'
import { bookRow, instant, putRows } from './put-book.ts'

type Reader = Awaited<ReturnType<typeof signedIn>>

const titles = async (as: Session, query: string): Promise<string[]> =>
  (await dataOf(await api.get(`/books?${query}`, { as }))).map(({ title }: { title: string }) => title)

/** Adds books in the order of their times. */
const addBooks = ({ user }: Reader, ...all: KnownFields[]) =>
  putRows(
    all.map((fields, index) =>
      bookRow(user.id, { ...storedFields(fields), createdAt: new Date(instant + index) }),
    ),
  )

describe('GET /books?q=', () => {
  let reader: Reader
  beforeAll(async () => {
    reader = await signedIn()
  })

  it('finds own books by the beginnings of words of title and description', async () => {
    const as = await signedIn()
    await addBooks(
      as,
      { title: 'L’Étranger', description: 'A novella by Camus.' },
      { title: 'Dune', description: 'Spice, sand and strangers.' },
    )
    await addBooks(reader, { title: 'Stranger in a strange land' })
    expect(await titles(as, 'q=etr')).toEqual(['L’Étranger'])
    expect(await titles(as, 'q=STRANG')).toEqual(['Dune'])
    expect(await titles(as, 'q=dune%20sand')).toEqual(['Dune'])
    expect(await titles(as, 'q=dune%20camus')).toEqual([])
    expect(await titles(as, 'q=range')).toEqual([])
  })

  it('has the order, the category and the page of the query', async () => {
    const as = await signedIn()
    await addBooks(as, ...['Star C', 'Star A', 'Moon', 'Star B'].map((title) => ({ title })))
    await addBooks(as, { title: 'Star D', category: 'poetry' })
    expect(await titles(as, 'q=star&sort=title')).toEqual(['Star A', 'Star B', 'Star C', 'Star D'])
    expect(await titles(as, 'q=star&sort=-title&category=science')).toEqual(['Star C', 'Star B', 'Star A'])
    const first = await (await api.get('/books?q=star&sort=title&limit=3', { as })).json<{
      page: { next: string }
    }>()
    expect(await titles(as, `q=star&sort=title&limit=3&cursor=${first.page.next}`)).toEqual(['Star D'])
  })

  it('finds a new book, and follows its changes', async () => {
    const as = await signedIn()
    const body = await bookForm({ title: 'Old', description: 'Plain.' })
    const { id } = await dataOf(await api.post('/books', { as, body }))
    expect(await titles(as, 'q=old%20plain')).toEqual(['Old'])
    await api.patch(`/books/${id}`, { as, body: { title: 'New' } })
    expect(await titles(as, 'q=old')).toEqual([])
    expect(await titles(as, 'q=new%20plain')).toEqual(['New'])
    await api.patch(`/books/${id}`, { as, body: { description: 'Fancy.' } })
    expect(await titles(as, 'q=plain')).toEqual([])
    expect(await titles(as, 'q=new%20fancy')).toEqual(['New'])
  })

  it('lists all books for an empty query, and none for a query without words', async () => {
    const as = await signedIn()
    await addBooks(as, { title: 'Any' })
    expect(await titles(as, 'q=')).toEqual(['Any'])
    expect(await titles(as, 'q=%21%25_%22%27')).toEqual([])
  })

  it.each([
    ['scope=all', 'q=star&scope=all'],
    ['scope=all and an empty query', 'q=&scope=all'],
    ['more than 100 characters', `q=${'x'.repeat(101)}`],
    ['more than 32 words', `q=${Array.from({ length: 33 }, (_, i) => `w${i + 10}`).join('+')}`],
    ['two queries', 'q=a&q=b'],
  ])('is an error with %s', async (_, query) => {
    expect(await errorOf(await api.get(`/books?${query}`, { as: reader }))).toEqual([400, 'invalid_query'])
  })
})
