import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { facetNames } from '../../../src/books/facets/facets.ts'
import { emptyFields } from '../../../src/books/fields.ts'
import { api, dataOf, errorOf, type Session } from '../../support/client.ts'
import { newUser, signedIn } from '../../support/makers.ts'
import { repetitions } from '../../support/repetitions.ts'
import { anyBook, anyFilters } from '../any-book.ts'
import { list } from '../library.ts'
import { asKnown, bookOf, passes, rowFor } from '../listing-model.ts'
import { bookRow, putRows } from '../put-book.ts'
import { putOnly } from '../sorted.ts'

type Counts = Record<string, { value: string | number; count: number }[]> & { total: number }

const facetsOf = async (as: Session, query: object = {}): Promise<Counts> => {
  const parameters = new URLSearchParams(query as Record<string, string>)
  return dataOf(await api.get(`/books/facets?${parameters}`, { as }))
}

/** The facets whose values are values of a filter, with the most books that such a test has. */
const filterable = ['status', 'category', 'tag', 'author', 'series', 'language', 'format'] as const

const idsBy = async (as: Session, query: Record<string, string>) =>
  (await list(as, `?${new URLSearchParams({ ...query, limit: '100' })}`)).data.map(({ id }) => id)

describe('GET /books/facets', () => {
  it('counts what the filters leave, and each count is that of the filter', async () => {
    const [reader, other] = [await signedIn(), await newUser()]
    const library = fc.uniqueArray(anyBook, {
      maxLength: 20,
      selector: (book) => JSON.stringify([book.fields.title, asKnown(book).fields.authors]),
    })
    const property = fc.asyncProperty(library, anyFilters, async (books, filters) => {
      const known = books.map(asKnown)
      await putOnly([reader.user.id, other.id].flatMap((user) => known.map((book) => rowFor(user, book))))
      const left = known.filter((book) => passes(book, filters))
      const facets = await facetsOf(reader, filters)
      expect(facets.total).toBe(left.length)
      for (const name of filterable) {
        for (const { value, count } of facets[name] ?? []) {
          const passing = left.filter((book) => passes(book, { [name]: String(value) }))
          expect(passing, `${name} ${value}`).toHaveLength(count)
        }
      }
      const [first] = facets.tag ?? []
      if (first && !('tag' in filters))
        expect(await idsBy(reader, { ...filters, tag: String(first.value) })).toHaveLength(first.count)
    })
    await fc.assert(property, { numRuns: repetitions(8, 200) })
  })

  it('has every facet, the most frequent value first', async () => {
    const reader = await signedIn()
    const rows = [
      {
        title: 'The Owl',
        tags: ['Gothic', 'SF'],
        authors: ['Émile Zola'],
        rating: 4,
        category: 'horror' as const,
      },
      { title: 'Ox', tags: ['gothic'], authors: ['Emile Zola', 'EMILE ZOLA'], rating: 5, category: null },
      { title: 'Élan', tags: ['Gothic'], authors: [], series: 'Earthsea', rating: 5, category: null },
    ]
    const readings = ['2024-01-01', '2024-05-01', '2026-01-01'].map((finished_on) => ({
      started_on: null,
      finished_on,
    }))
    const books = rows.map((fields) =>
      rowFor(reader.user.id, {
        fields: {
          ...emptyFields,
          ...fields,
          readings: fields.title === 'Ox' ? readings : [],
        },
        createdAt: new Date(Date.UTC(2026, fields.title === 'Ox' ? 1 : 0, 31)),
        hasCover: false,
        isOld: false,
      }),
    )
    await putRows(books)
    expect(await facetsOf(reader)).toEqual({
      total: 3,
      status: [],
      category: [
        { value: 'none', count: 2 },
        { value: 'horror', count: 1 },
      ],
      tag: [
        { value: 'Gothic', count: 3 },
        { value: 'SF', count: 1 },
      ],
      author: [{ value: 'Emile Zola', count: 2 }],
      series: [{ value: 'Earthsea', count: 1 }],
      language: [],
      format: [],
      rating: [
        { value: 5, count: 2 },
        { value: 4, count: 1 },
      ],
      month_added: [
        { value: '2026-01', count: 2 },
        { value: '2026-03', count: 1 },
      ],
      year_finished: [
        { value: 2024, count: 1 },
        { value: 2026, count: 1 },
      ],
      title_initial: [
        { value: 'O', count: 2 },
        { value: 'E', count: 1 },
      ],
      author_initial: [{ value: 'Z', count: 2 }],
    })
  })

  it('completes a prefix of one facet, without case and accents', async () => {
    const reader = await signedIn()
    await putRows(
      ['Été', 'étude', 'Winter'].map((tag) => bookOf(reader.user.id, { title: tag, tags: [tag] })),
    )
    expect(await facetsOf(reader, { facet: 'tag', prefix: 'ET' })).toEqual({
      total: 3,
      tag: [
        { value: 'étude', count: 1 },
        { value: 'Été', count: 1 },
      ],
    })
    expect(await facetsOf(reader, { facet: 'tag', prefix: '' })).toMatchObject({ total: 3 })
    expect((await facetsOf(reader, { facet: 'tag', prefix: 'x' })).tag).toEqual([])
  })

  it('counts no year for a book that was not finished', async () => {
    const reader = await signedIn()
    const readings = [{ started_on: null, finished_on: '2026-01-01' }]
    const rows = (['did_not_finish', 'read', null] as const).map((status) =>
      bookOf(reader.user.id, { title: String(status), status, readings }),
    )
    await putRows(rows)
    expect((await facetsOf(reader)).year_finished).toEqual([{ value: 2026, count: 2 }])
  })

  it('has no empty initial', async () => {
    const reader = await signedIn()
    // An accent alone, and a zero character: their keys have no letter.
    await putRows(['\u0301', '\0'].map((text) => bookOf(reader.user.id, { title: text, authors: [text] })))
    expect(await facetsOf(reader)).toMatchObject({ total: 2, title_initial: [], author_initial: [] })
  })

  it('has at most a hundred values of a facet', async () => {
    const reader = await signedIn()
    const tags = (at: number) => Array.from({ length: 100 }, (_, tag) => `${at} ${tag}`)
    await putRows(
      [1, 2].map((at) => bookOf(reader.user.id, { title: `${at}`, tags: [...tags(at).slice(1), 'both'] })),
    )
    const { tag = [] } = await facetsOf(reader)
    expect(tag).toHaveLength(100)
    expect(tag[0]).toEqual({ value: 'both', count: 2 })
  })

  it('is empty for an empty library, while others have books', async () => {
    await putRows([bookRow((await newUser()).id)])
    const facets = await facetsOf(await signedIn())
    expect(facets).toEqual({ total: 0, ...Object.fromEntries(facetNames.map((name) => [name, []])) })
  })

  it.each([
    ['a prefix without a facet', 'prefix=a'],
    ['an unknown facet', 'facet=notes'],
    ['two facets', 'facet=tag&facet=author'],
    ['an order', 'sort=title'],
    ['a page', 'limit=1'],
    ['a scope', 'scope=all'],
    ['an invalid filter', 'status=none'],
    ['a prefix that is too long', `facet=tag&prefix=${'x'.repeat(201)}`],
  ])('is an error with %s', async (_, query) => {
    const response = await api.get(`/books/facets?${query}`, { as: await signedIn() })
    expect(await errorOf(response)).toEqual([400, 'invalid_query'])
  })
})
