import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { selectBooks } from '../../src/books/listing.ts'
import { beginningsOf, searchColumns } from '../../src/books/search.ts'
import { api, dataOf, refusal, type Session } from '../support/client.ts'
import { newBook, newUser, signedIn } from '../support/makers.ts'

const titlesOf = async (as: Session, query: string): Promise<string[]> =>
  (await dataOf(await api.get(`/books?${query}`, { as }))).map(({ title }: { title: string }) => title)

describe('GET /books?q=', () => {
  it('finds own books by the beginnings of words of title and description', async () => {
    const as = await signedIn()
    await newBook(as, { title: 'L’Étranger', description: 'A novella by Camus.' })
    await newBook(as, { title: 'Dune', description: 'Spice, sand and strangers.' })
    await newBook(await signedIn(), { title: 'Stranger in a strange land' })
    expect(await titlesOf(as, 'q=etr')).toEqual(['L’Étranger'])
    expect(await titlesOf(as, 'q=STRANG')).toEqual(['Dune'])
    expect(await titlesOf(as, 'q=dune%20sand')).toEqual(['Dune'])
    expect(await titlesOf(as, 'q=dune%20camus')).toEqual([])
    expect(await titlesOf(as, 'q=range')).toEqual([])
  })

  it('keeps to the order, the category and the page that are asked for', async () => {
    const as = await signedIn()
    for (const title of ['Star C', 'Star A', 'Moon', 'Star B']) await newBook(as, { title })
    await newBook(as, { title: 'Star D', category: 'poetry' })
    expect(await titlesOf(as, 'q=star&sort=title')).toEqual(['Star A', 'Star B', 'Star C', 'Star D'])
    expect(await titlesOf(as, 'q=star&sort=-title&category=science')).toEqual(['Star C', 'Star B', 'Star A'])
    const first = await (await api.get('/books?q=star&sort=title&limit=3', { as })).json<{
      page: { next: string }
    }>()
    expect(await titlesOf(as, `q=star&sort=title&limit=3&cursor=${first.page.next}`)).toEqual(['Star D'])
  })

  it('follows a change of title or description', async () => {
    const as = await signedIn()
    const { id } = await newBook(as, { title: 'Old', description: 'Plain.' })
    await api.patch(`/books/${id}`, { as, body: { title: 'New' } })
    expect(await titlesOf(as, 'q=old')).toEqual([])
    expect(await titlesOf(as, 'q=new%20plain')).toEqual(['New'])
    await api.patch(`/books/${id}`, { as, body: { description: 'Fancy.' } })
    expect(await titlesOf(as, 'q=plain')).toEqual([])
    expect(await titlesOf(as, 'q=new%20fancy')).toEqual(['New'])
  })

  it('lists all for an empty query, and nothing for one without words', async () => {
    const as = await signedIn()
    await newBook(as, { title: 'Any' })
    expect(await titlesOf(as, 'q=')).toEqual(['Any'])
    expect(await titlesOf(as, 'q=%21%25_%22%27')).toEqual([])
  })

  it.each([
    ['scope=all', 'q=star&scope=all'],
    ['scope=all, even if it is empty', 'q=&scope=all'],
    ['over 100 characters', `q=${'x'.repeat(101)}`],
    ['over 32 words', `q=${Array.from({ length: 33 }, (_, i) => `w${i + 10}`).join('+')}`],
    ['twice', 'q=a&q=b'],
  ])('refuses %s', async (_, query) => {
    const response = await api.get(`/books?${query}`, { as: await signedIn() })
    expect(await refusal(response)).toEqual([400, 'invalid_query'])
  })

  it('reads the own library at the most, and a page when all match', async () => {
    const { id: userId } = await newUser()
    const words = searchColumns({ title: 'Common thing', description: '' })
    const insert = env.DB.prepare(
      "insert into books select ?1 || value, ?1, 'Common ' || value, '', ?2, ?3, 'science', null, 1, value, value from json_each(?4)",
    )
    await insert
      .bind(userId, words.titleWords, words.descriptionWords, JSON.stringify([...Array(300).keys()]))
      .run()
    const rowsRead = async (q: string) => {
      const caller = { userId, sessionId: '', at: new Date() }
      const options = { scope: 'mine', sort: '-created_at', beginnings: beginningsOf(q), limit: 21 } as const
      const { sql, params } = selectBooks(caller, options)
      return (
        await env.DB.prepare(sql)
          .bind(...params)
          .all()
      ).meta.rows_read
    }
    expect(await rowsRead('common')).toBeLessThanOrEqual(22)
    expect(await rowsRead('nothing')).toBeLessThanOrEqual(301)
  })
})
