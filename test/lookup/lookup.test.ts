import { env } from 'cloudflare:workers'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { dataOf, errorOf } from '../support/client.ts'
import { hide } from '../support/logs.ts'
import { signedIn } from '../support/makers.ts'
import { forgetBudgets, lookUp } from './looking-up.ts'

beforeEach(forgetBudgets)
afterEach(() => {
  vi.restoreAllMocks()
})

/** The requests to providers since. */
const watchRequests = () => {
  const spy = vi.spyOn(globalThis, 'fetch')
  return () => spy.mock.calls.map(([url]) => new URL(String(url)).host)
}

const unknown = {
  category: null,
  description: '',
  series: null,
  series_number: null,
  format: null,
  pages: null,
}

describe('a lookup', () => {
  it('gives an edition by its ISBN, in any form', async () => {
    const as = await signedIn()
    const books = await dataOf(await lookUp(as, { isbn: '0-14-143947-5' }))
    expect(books).toEqual([
      {
        title: 'Frankenstein: or, The Modern Prometheus',
        authors: ['Mary Shelley'],
        description: 'A modern\n\nPrometheus & more.',
        category: null,
        series: 'Penguin Classics',
        series_number: 12,
        isbn: '9780141439471',
        publisher: 'Penguin',
        published_year: 2003,
        language: 'en',
        pages: 273,
        format: 'paperback',
        cover: {
          id: '1001',
          width: 320,
          height: 480,
          preview_url: expect.stringContaining('/lookup/covers/'),
        },
        source: 'open_library',
      },
    ])
    expect(await dataOf(await lookUp(as, { q: '978-0-14-143947-1' }))).toEqual(books)
  })

  it('takes the authors from the work where the edition has none', async () => {
    const [book] = await dataOf(await lookUp(await signedIn(), { isbn: '9780306406157' }))
    expect(book).toMatchObject({ title: 'Without Authors', authors: ['Of The Work'], pages: 12, cover: null })
  })

  it('gives works by words, each as the edition that fits best', async () => {
    const [emma, persuasion, ...others] = await dataOf(
      await lookUp(await signedIn(), { q: ' "Jane  Austen" ' }),
    )
    expect(others).toEqual([])
    expect(emma).toEqual({
      ...unknown,
      title: 'Emma: Roman',
      authors: ['Jane Austen'],
      isbn: '9783458336495',
      publisher: 'Insel',
      published_year: 1997,
      language: 'de',
      cover: { id: '1003', width: 320, height: 480, preview_url: expect.any(String) },
      source: 'open_library',
    })
    expect(persuasion).toMatchObject({ published_year: 1817, isbn: null, cover: null })
  })

  it('asks the second provider for what the first does not know', async () => {
    const [book] = await dataOf(await lookUp(await signedIn(), { isbn: '9780199564095' }))
    expect(book).toMatchObject({
      title: 'Dracula',
      description: 'A count travels.\nBy ship.',
      isbn: '9780199564095',
      published_year: 2011,
      language: 'en',
      cover: { id: 'AAAAAAAAAAAA', width: 320 },
      source: 'google_books',
    })
  })

  it('is remembered, and so is that there is no such book', async () => {
    const as = await signedIn()
    const first = await dataOf(await lookUp(as, { q: 'jane austen' }))
    await lookUp(as, { q: 'nothing' })
    const requests = watchRequests()
    expect(await dataOf(await lookUp(await signedIn(), { q: 'JANE austen' }))).toEqual(first)
    expect(await errorOf(await lookUp(as, { q: 'nothing' }))).toEqual([404, 'book_not_found'])
    expect(requests()).toEqual([])
    await env.DB.prepare('update lookup_results set expires_at = 1').run()
    await lookUp(as, { q: 'jane austen' })
    expect(requests()).toContain('openlibrary.org')
  })

  it('may run twice at once', async () => {
    const as = await signedIn()
    const twice = await Promise.all([1, 2].map(() => lookUp(as, { q: 'jane austen' })))
    const [one, two] = await Promise.all(twice.map(dataOf))
    expect(one).toEqual(two)
    expect(one).toHaveLength(2)
  })

  it('says who asks, and gives the key to Google alone', async () => {
    const spy = vi.spyOn(globalThis, 'fetch')
    await lookUp(await signedIn(), { q: 'bram stoker' }, { SECURITY_CONTACT: 'mailto:library@books.example' })
    const sent = spy.mock.calls.map(
      ([url, init]) => [new URL(String(url)).host, new Headers(init?.headers)] as const,
    )
    expect(sent.map(([host]) => host)).toEqual(['openlibrary.org', 'www.googleapis.com', 'books.google.com'])
    for (const [host, headers] of sent) {
      expect(headers.get('User-Agent')).toBe(
        'Bookplate (+http://localhost:8787; mailto:library@books.example)',
      )
      expect(headers.has('X-Goog-Api-Key')).toBe(host === 'www.googleapis.com')
    }
  })

  it('asks Open Library alone without a key of Google Books', async () => {
    const requests = watchRequests()
    const response = await lookUp(await signedIn(), { q: 'count dracula' }, { GOOGLE_BOOKS_KEY: '' })
    expect(await errorOf(response)).toEqual([404, 'book_not_found'])
    expect(new Set(requests())).toEqual(new Set(['openlibrary.org']))
  })

  it('asks a local server instead, if one is configured', async () => {
    const requests = watchRequests()
    const settings = { LOOKUP_ORIGIN: 'http://localhost:9' }
    expect(await dataOf(await lookUp(await signedIn(), { isbn: '9780141439471' }, settings))).toHaveLength(1)
    expect(new Set(requests())).toEqual(new Set(['localhost:9']))
  })

  it('leaves no trace of the query in the log, whether it succeeds or fails', async () => {
    const as = await signedIn()
    hide('penelope', 'www.googleapis.com', 'openlibrary.org', '9780141439471', 'key-of-the-tests')
    for (const q of ['penelope', 'html penelope', 'tohost penelope', 'r429 penelope']) await lookUp(as, { q })
    await lookUp(as, { isbn: '9780141439471' })
    const { results } = await env.DB.prepare('select * from lookup_results').all()
    expect(JSON.stringify(results)).not.toContain('penelope')
  })

  it('can be switched off', async () => {
    const requests = watchRequests()
    const response = await lookUp(await signedIn(), { q: 'emma' }, { LOOKUP: 'off' })
    expect(await errorOf(response)).toEqual([503, 'lookup_unavailable'])
    expect(requests()).toEqual([])
  })
})

it.each<[Record<string, string>]>([
  [{}],
  [{ isbn: '9780141439471', q: 'emma' }],
  [{ isbn: '9780141439472' }],
  [{ isbn: '' }],
  [{ q: '' }],
  [{ q: ' - "' }],
  [{ q: 'x'.repeat(201) }],
  [{ q: 'emma', source: 'google_books' }],
])('a lookup of %o is 400', async (parameters) => {
  expect(await errorOf(await lookUp(await signedIn(), parameters))).toEqual([400, 'invalid_query'])
})
