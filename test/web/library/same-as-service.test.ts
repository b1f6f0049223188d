import { beforeAll, describe, expect, it, vi } from 'vitest'
import type { ListedBook } from '../../../src/books/presented-book.ts'
import { readFilters } from '../../../web/src/router/filters.ts'
import { allPages } from '../../books/library.ts'
import { rowFor } from '../../books/listing-model.ts'
import { instant, putRows } from '../../books/put-book.ts'
import type { Session } from '../../support/client.ts'
import { signedIn } from '../../support/makers.ts'
import { oddBooks } from './odd-books.ts'

interface Filter {
  q: string
  category: string | undefined
  filters: ReturnType<typeof readFilters>
}

// Not by an import: the types of the service have no DOM, which the texts of the page import.
const { bookOrder } = await vi.importActual<{
  bookOrder: (sort: string) => (a: ListedBook, b: ListedBook) => number
}>('../../../web/src/library/order.ts')
const { fits } = await vi.importActual<{ fits: (book: ListedBook, filter: Filter) => boolean }>(
  '../../../web/src/library/fits.ts',
)

// A book that another tab or device has changed is put at its place without the service. It must be the same place.

let session: Session
let all: ListedBook[]

const read = async (parameters: Record<string, string>) =>
  (await allPages<ListedBook>(session, String(new URLSearchParams({ limit: '100', ...parameters })))).flatMap(
    ({ data }) => data,
  )

const names = (books: readonly ListedBook[]) =>
  books.map(({ id, title, authors, series, series_number }) =>
    JSON.stringify([id, title, authors, series, series_number]),
  )

beforeAll(async () => {
  const reader = await signedIn()
  session = reader
  const rows = oddBooks.map((fields, at) =>
    rowFor(reader.user.id, {
      fields,
      createdAt: new Date(instant + (at >> 1) * 86_400_000),
      hasCover: at % 3 === 0,
      isOld: false,
    }),
  )
  await putRows(rows)
  all = await read({})
  expect(all.length).toBeGreaterThan(200)
})

describe('the web app orders odd books as the service does', () => {
  it.each([
    'created_at',
    '-created_at',
    'title',
    '-title',
    'author',
    'series',
    '-rating',
    '-finished_on',
    'published_year',
    '-published_year',
    'pages',
    '-pages',
  ] as const)('%s', async (sort) => {
    const shuffled = all.toSorted((a, b) => (a.id < b.id ? -1 : 1))
    expect(names(shuffled.toSorted(bookOrder(sort)))).toEqual(names(await read({ sort })))
  })
})

const values: Record<string, string[]> = {
  status: ['want_to_read', 'reading', 'read', 'did_not_finish'],
  tag: [
    'gothic',
    'GOTHIC',
    'sci fi',
    'sci',
    'été',
    'ÉTÉ',
    'ete',
    'a"b\\c',
    '100% & more',
    'Ж',
    'ж',
    'ﬁn',
    'İ',
    'i',
    ' gothic ',
  ],
  author: [
    'Mary Shelley',
    'mary  shelley',
    'J.R. Tolkien',
    'Emile Zola',
    'Zola',
    'Straße',
    'STRASSE',
    'نجيب محفوظ',
    '—',
    '---',
    'ſ',
  ],
  series: ['Earthsea', 'the earthsea', 'A', '+++', 'Ærø', 'aero', 'سلسلة', '  Earthsea'],
  language: ['en', 'EN', 'en-gb', 'en-GB', 'ar', 'zh-hant'],
  format: ['hardcover', 'paperback', 'ebook', 'audiobook', 'other'],
  rating_min: ['0.25', '3', '4.75', '5'],
  owned: ['true', 'false'],
  cover: ['none'],
}

const cases = Object.entries(values).flatMap(([name, some]) => some.map((value) => [name, value] as const))
const searches = [
  'owl',
  'OWL wise',
  'émile',
  'emile',
  'strasse',
  'l’étranger',
  'etranger',
  '978014',
  '0-14-143951',
  '猫',
  'نجيب',
  'تون',
  'gothic',
  'b c',
  '100',
  '1984',
  '...',
  'o',
  '2.5',
  'x"y',
  'earthsea 1',
]

describe('the web app filters odd books as the service does', () => {
  const idsOf = (books: readonly ListedBook[]) => books.map(({ id }) => id).toSorted()
  const kept = (query: Record<string, string>, category?: string) => {
    const filters = readFilters(new URLSearchParams(query))
    return all.filter((book) => fits(book, { q: query.q ?? '', category, filters }))
  }

  it.each(cases)('%s=%s', async (name, value) => {
    expect(names(kept({ [name]: value })).toSorted()).toEqual(names(await read({ [name]: value })).toSorted())
  })

  it.each(searches)('q=%s', async (q) => {
    expect(idsOf(kept({ q }))).toEqual(idsOf(await read({ q })))
  })

  it.each(['poetry', 'science', 'none'])('category=%s', async (category) => {
    expect(idsOf(kept({}, category))).toEqual(idsOf(await read({ category })))
  })

  it('three at once', async () => {
    const query = { tag: '100% & more', author: 'Mary Shelley', rating_min: '3' }
    const found = await read(query)
    expect(found.length).toBeGreaterThan(0)
    expect(idsOf(kept(query))).toEqual(idsOf(found))
  })
})
