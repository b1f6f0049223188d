import { env } from 'cloudflare:workers'
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { type ListPosition, type ListSort, selectBooks } from '../../src/books/listing.ts'
import { encodeCursor } from '../../src/http/pagination.ts'
import { api, type Session } from '../support/client.ts'
import { newUser, signedIn } from '../support/makers.ts'
import { allPages, idsOf, instant, list, type Page } from './library.ts'

const sorts: ListSort[] = ['created_at', '-created_at', 'title', '-title']
const scopes = ['mine', 'all'] as const

interface Row {
  id: string
  userId: string
  title: string
  category: 'science' | 'poetry' | 'horror'
  createdAt: number
}

const rowFor = (userId: string, fields: Partial<Row> = {}): Row => {
  const id = crypto.randomUUID()
  return { id, userId, title: id, category: 'science', createdAt: instant, ...fields }
}

const put = ({ id, userId, title, category, createdAt }: Row) =>
  env.DB.prepare("insert into books values (?1, ?2, ?3, '', '[]', '[]', ?4, null, 1, ?5, ?5)").bind(
    id,
    userId,
    title,
    category,
    createdAt,
  )

/** Puts these books into D1, and nothing else: `scope=all` shows what other tests left as well. */
const putOnly = (rows: Row[]) => env.DB.batch([env.DB.prepare('delete from books'), ...rows.map(put)])

const remove = (id: string) => env.DB.prepare('delete from books where id = ?').bind(id)

// The model: an array, sorted.

const compareText = (a: string, b: string): number => {
  const [left, right] = [a, b].map((text) => Array.from(text, (sign) => sign.codePointAt(0) ?? 0)) as [
    number[],
    number[],
  ]
  const at = left.findIndex((sign, index) => sign !== right[index])
  return at < 0 ? left.length - right.length : (left[at] ?? 0) - (right[at] ?? -1)
}

const compareBy = (sort: ListSort) => (a: Row, b: Row) => {
  const byKey = sort.endsWith('title') ? compareText(a.title, b.title) : a.createdAt - b.createdAt
  return (byKey || compareText(a.id, b.id)) * (sort.startsWith('-') ? -1 : 1)
}

interface Asked {
  sort: ListSort
  scope: 'mine' | 'all'
  category?: string | undefined
}

const expected = (rows: Row[], reader: string, { sort, scope, category }: Asked): string[] =>
  rows
    .filter((row) => (scope === 'all' || row.userId === reader) && (!category || row.category === category))
    .sort(compareBy(sort))
    .map(({ id }) => id)

const queryOf = ({ sort, scope, category }: Asked) =>
  `sort=${sort}&scope=${scope}${category ? `&category=${category}` : ''}`

const pagesOf = (as: Session, asked: Asked, limit: number, between?: (page: Page) => Promise<void>) =>
  allPages(as, `${queryOf(asked)}&limit=${limit}`, between)

const asks = scopes.flatMap((scope) =>
  sorts.flatMap((sort) => [undefined, 'science', 'horror'].map((category) => ({ scope, sort, category }))),
)

describe('a library in order', () => {
  let reader: Awaited<ReturnType<typeof signedIn>>
  let rows: Row[]

  beforeAll(async () => {
    reader = await signedIn()
    const owners = [reader.user.id, (await newUser()).id, (await newUser()).id]
    // The same titles in every library; of the times and categories there are few.
    rows = owners.flatMap((owner, who) =>
      Array.from({ length: 14 }, (_, index) =>
        rowFor(owner, {
          title: `Book ${index}`,
          createdAt: instant + ((index * 5 + who) % 4),
          category: index % 3 === 0 ? 'horror' : 'science',
        }),
      ),
    )
  })

  it.each(asks)('is paged through by $sort, scope $scope, category $category', async (asked) => {
    await putOnly(rows)
    const ids = expected(rows, reader.user.id, asked)
    expect(ids.length).toBeGreaterThan(4)
    for (const limit of [2, 5, 100]) {
      const pages = await pagesOf(reader, asked, limit)
      expect(pages.flatMap(idsOf)).toEqual(ids)
      expect(pages).toHaveLength(Math.ceil(ids.length / limit))
    }
  })

  it.each(asks)(
    'has nothing between pages of one by $sort, scope $scope, category $category',
    async (asked) => {
      await putOnly(rows)
      const pages = await pagesOf(reader, asked, 1)
      expect(pages.map(({ data }) => data.length)).toEqual(Array(pages.length).fill(1))
      expect(pages.flatMap(idsOf)).toEqual(expected(rows, reader.user.id, asked))
    },
  )

  it.each(['title', '-title'] as const)('reads the opposite of %s backwards', async (sort) => {
    await putOnly(rows)
    const opposite = sort === 'title' ? '-title' : 'title'
    const [there, back] = await Promise.all([
      pagesOf(reader, { sort, scope: 'all' }, 4),
      pagesOf(reader, { sort: opposite, scope: 'all' }, 3),
    ])
    expect(back.flatMap(idsOf)).toEqual(there.flatMap(idsOf).reverse())
  })
})

describe('equal keys', () => {
  it.each(sorts)(
    'by %s: one title in nine libraries, made at one time, is shown nine times',
    async (sort) => {
      const reader = await signedIn()
      const owners = await Promise.all(Array.from({ length: 8 }, () => newUser()))
      const rows = [reader.user, ...owners].map(({ id }) => rowFor(id, { title: 'Emma' }))
      await putOnly(rows)
      for (const limit of [1, 2, 4]) {
        const pages = await pagesOf(reader, { sort, scope: 'all' }, limit)
        expect(pages.flatMap(idsOf)).toEqual(expected(rows, reader.user.id, { sort, scope: 'all' }))
      }
    },
  )

  it.each(['created_at', '-created_at'] as const)('by %s go by id, which are no gap', async (sort) => {
    const reader = await signedIn()
    const rows = Array.from({ length: 23 }, () => rowFor(reader.user.id))
    await putOnly(rows)
    const pages = await pagesOf(reader, { sort, scope: 'mine' }, 4)
    expect(pages.flatMap(idsOf)).toEqual(expected(rows, reader.user.id, { sort, scope: 'mine' }))
  })
})

describe('titles', () => {
  /** In the order of their code points, which is not that of UTF-16: there astral signs come before U+E000. */
  const inOrder = [
    '\u0001',
    '!',
    '10',
    '9',
    'A',
    'Z',
    'a',
    'a\u0000',
    'a\u0000b',
    'a b',
    'aa',
    'e\u0301',
    'z',
    '\u00c9',
    '\u00e9',
    '\u0430',
    '\u4e2d',
    '\ud7ff',
    '\ue000',
    '\ufb01',
    '\uffff',
    '\uffffa',
    '\u{10000}',
    '\u{1f600}',
    '\u{1f600}\u200d\u{1f600}',
    '\u{10ffff}',
    '\u{10ffff}\u{10ffff}',
  ]

  it.each(scopes)('go code point by code point, scope %s', async (scope) => {
    const reader = await signedIn()
    await putOnly(inOrder.toReversed().map((title) => rowFor(reader.user.id, { title })))
    for (const limit of [1, 2, 50]) {
      const up = await pagesOf(reader, { sort: 'title', scope }, limit)
      expect(up.flatMap(({ data }) => data.map(({ title }) => title))).toEqual(inOrder)
      const down = await pagesOf(reader, { sort: '-title', scope }, limit)
      expect(down.flatMap(({ data }) => data.map(({ title }) => title))).toEqual(inOrder.toReversed())
    }
  })

  it('of the greatest length fit into a cursor', async () => {
    const reader = await signedIn()
    const long = ['\u{10ffff}', '"', '\\', '\u0000'].map((sign) => sign.repeat(199))
    const rows = long.flatMap((title) =>
      ['1', '2'].map((end) => rowFor(reader.user.id, { title: title + end })),
    )
    await putOnly(rows)
    const asked = { sort: 'title', scope: 'mine' } as const
    expect((await pagesOf(reader, asked, 1)).flatMap(idsOf)).toEqual(expected(rows, reader.user.id, asked))
  })

  it('that are all alike up to the last sign are told apart by it', async () => {
    const reader = await signedIn()
    const rows = Array.from({ length: 12 }, (_, index) =>
      rowFor(reader.user.id, { title: 'x'.repeat(199) + String.fromCodePoint(0xfffa + index) }),
    )
    await putOnly(rows)
    const asked = { sort: '-title', scope: 'mine' } as const
    expect((await pagesOf(reader, asked, 5)).flatMap(idsOf)).toEqual(expected(rows, reader.user.id, asked))
  })
})

describe('against the model', () => {
  const sign = fc.oneof(
    fc.constantFrom('a', 'A', '%', '_', "'", '\u0000', '\ufffd', '\uffff', '\u{10000}', '\ue000'),
    fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
  )
  const book = fc.record({
    owner: fc.nat(2),
    title: fc.array(sign, { minLength: 1, maxLength: 3 }).map((signs) => signs.join('')),
    category: fc.constantFrom('science' as const, 'poetry' as const),
    createdAt: fc.oneof(fc.integer({ min: instant, max: instant + 2 }), fc.integer({ min: -1, max: 1 })),
  })
  const library = fc.uniqueArray(book, { maxLength: 20, selector: ({ owner, title }) => `${owner} ${title}` })
  const asked = fc.record({
    sort: fc.constantFrom(...sorts),
    scope: fc.constantFrom(...scopes),
    category: fc.constantFrom(undefined, 'science', 'poetry'),
  })

  it('any library is listed as it sorts', { timeout: 60_000 }, async () => {
    const reader = await signedIn()
    const owners = [reader.user.id, (await newUser()).id, (await newUser()).id]
    const check = async (
      books: typeof library extends fc.Arbitrary<infer B> ? B : never,
      ask: Asked,
      limit: number,
    ) => {
      const rows = books.map(({ owner, ...fields }) => rowFor(owners[owner] ?? '', fields))
      await putOnly(rows)
      const pages = await pagesOf(reader, ask, limit)
      expect(pages.flatMap(idsOf)).toEqual(expected(rows, reader.user.id, ask))
      for (const { title, id } of pages.flatMap(({ data }) => data)) {
        expect(title).toBe(rows.find((row) => row.id === id)?.title)
      }
    }
    await fc.assert(fc.asyncProperty(library, asked, fc.integer({ min: 1, max: 7 }), check), { numRuns: 100 })
  })

  it('any place in a library is gone on from, whether there is a book or not', async () => {
    const reader = await signedIn()
    const rows = Array.from({ length: 20 }, (_, index) =>
      rowFor(reader.user.id, { createdAt: instant + (index >> 1) }),
    )
    await putOnly(rows)
    const check = async (createdAt: number, id: string, sort: 'created_at' | '-created_at') => {
      const here = rowFor(reader.user.id, { createdAt, id })
      const after = rows.filter((row) => compareBy(sort)(row, here) > 0).sort(compareBy(sort))
      const page = await list(reader, `?sort=${sort}&cursor=${encodeCursor([createdAt, id])}`)
      expect(idsOf(page)).toEqual(after.map((row) => row.id))
    }
    const time = fc.integer({ min: instant - 1, max: instant + 11 })
    const order = fc.constantFrom('created_at' as const, '-created_at' as const)
    await fc.assert(fc.asyncProperty(time, fc.uuid(), order, check), { numRuns: 60 })
  })
})

describe('meanwhile', () => {
  const cases = scopes.flatMap((scope) => sorts.map((sort) => ({ scope, sort })))
  const numbered = (userId: string, key: number) =>
    rowFor(userId, { title: `Title ${2000 + key}`, createdAt: instant + key })

  it.each(cases)('books come and go by $sort, scope $scope', async (asked) => {
    const reader = await signedIn()
    const rows = Array.from({ length: 24 }, (_, index) => numbered(reader.user.id, index * 10))
    await putOnly(rows)
    const ids = expected(rows, reader.user.id, asked)
    // What is seen already goes: the cursor points at a book that is gone. What was not come to may go as well.
    const gone = ids[20] ?? ''
    const pages = await pagesOf(reader, asked, 5, async ({ data }) => {
      await env.DB.batch([remove(data[0]?.id ?? ''), remove(data.at(-1)?.id ?? ''), remove(gone)])
    })
    expect(pages.flatMap(idsOf)).toEqual(ids.filter((id) => id !== gone))
  })

  it.each(cases)('a new book is seen if it is still ahead, by $sort, scope $scope', async (asked) => {
    const reader = await signedIn()
    const rows = Array.from({ length: 12 }, (_, index) => numbered(reader.user.id, index * 10))
    await putOnly(rows)
    const [low, high] = [numbered(reader.user.id, -1), numbered(reader.user.id, 999)]
    const [behind, ahead] = asked.sort.startsWith('-') ? [high, low] : [low, high]
    let isAdded = false
    const pages = await pagesOf(reader, asked, 5, async () => {
      if (!isAdded) await env.DB.batch([put(behind), put(ahead)])
      isAdded = true
    })
    expect(pages.flatMap(idsOf)).toEqual([...expected(rows, reader.user.id, asked), ahead.id])
  })

  it.each(['title', '-title'] as const)('a change of description moves nothing by %s', async (sort) => {
    const reader = await signedIn()
    const rows = Array.from({ length: 9 }, (_, index) => numbered(reader.user.id, index))
    await putOnly(rows)
    const asked = { sort, scope: 'mine' } as const
    const pages = await pagesOf(reader, asked, 2, async ({ data }) => {
      const path = `/books/${data[0]?.id}`
      expect((await api.patch(path, { as: reader, body: { description: 'New.' } })).status).toBe(200)
    })
    expect(pages.flatMap(idsOf)).toEqual(expected(rows, reader.user.id, asked))
  })
})

/** The list as a stranger's cursor finds it: the user's own books, or a refusal, and never a failure. */
const tryCursor = async (as: Session, sort: string, cursor: string) => {
  const response = await api.get(`/books?sort=${sort}&cursor=${encodeURIComponent(cursor)}`, { as })
  const { data, error } = await response.json<{ data: Page['data'] | null; error?: { code: string } }>()
  return { status: response.status, code: error?.code, books: data ?? [] }
}

/** @returns a reader with ten books, and somebody else who has ten as well */
const twoLibraries = async () => {
  const [reader, other] = [await signedIn(), await newUser()]
  const rows = [reader.user, other].flatMap(({ id }, who) =>
    Array.from({ length: 10 }, (_, index) =>
      rowFor(id, { title: `T${index}`, createdAt: instant + index + who }),
    ),
  )
  await putOnly(rows)
  return { reader, rows }
}

describe('a cursor', () => {
  const pairs = sorts.flatMap((from) => sorts.map((to) => ({ from, to })))

  it.each(pairs)('of $from used by $to gives own books in that order, or none', async ({ from, to }) => {
    const { reader, rows } = await twoLibraries()
    const { page } = await list(reader, `?sort=${from}&limit=4`)
    const { status, code, books } = await tryCursor(reader, to, page.next ?? '')
    if (from.endsWith('title') !== to.endsWith('title')) {
      expect([status, code]).toEqual([400, 'invalid_cursor'])
    } else {
      const ids = expected(rows, reader.user.id, { sort: to, scope: 'mine' })
      expect(status).toBe(200)
      expect(ids.join()).toContain(books.map(({ id }) => id).join())
      expect(books).toHaveLength(from === to ? 6 : 3)
    }
  })

  it.each(['created_at', 'title'])(
    'of everybody, by %s, used for mine shows own books alone',
    async (sort) => {
      const { reader } = await twoLibraries()
      const { page } = await list(reader, `?sort=${sort}&scope=all&limit=4`)
      const { status, books } = await tryCursor(reader, sort, page.next ?? '')
      expect(status).toBe(200)
      expect(new Set(books.map(({ user_id }) => user_id))).toEqual(new Set([reader.user.id]))
      expect(books.length).toBeGreaterThan(4)
    },
  )

  it.each(sorts)('of %s that was tampered with reads own books or is refused', async (sort) => {
    const { reader } = await twoLibraries()
    const genuine = (await list(reader, `?sort=${sort}&limit=4`)).page.next ?? ''
    const check = async (at: number, sign: string, deleted: number) => {
      const cursor = genuine.slice(0, at) + sign + genuine.slice(at + deleted)
      const { status, code, books } = await tryCursor(reader, sort, cursor)
      expect([`${200} ${undefined}`, `${400} ${'invalid_cursor'}`]).toContain(`${status} ${code}`)
      expect(books.filter(({ user_id }) => user_id !== reader.user.id)).toEqual([])
    }
    const position = fc.nat(genuine.length - 1)
    const change = fc.oneof(
      fc.constantFrom('A', '_', '=', '%', '\u0000', 'é', ''),
      fc.string({ maxLength: 4 }),
    )
    await fc.assert(fc.asyncProperty(position, change, fc.nat(3), check), { numRuns: 60 })
  })

  it.each(['created_at', '-title'])(
    'of %s that anybody made up reads own books or is refused',
    async (sort) => {
      const { reader } = await twoLibraries()
      const check = async (position: unknown) => {
        const { status, code, books } = await tryCursor(reader, sort, encodeCursor(position))
        if (status !== 200) expect([status, code]).toEqual([400, 'invalid_cursor'])
        expect(books.filter(({ user_id }) => user_id !== reader.user.id)).toEqual([])
      }
      const key = fc.oneof(
        fc.maxSafeInteger(),
        fc.double(),
        fc.string({ unit: 'binary', maxLength: 450 }),
        fc.jsonValue(),
      )
      const id = fc.oneof(
        fc.uuid(),
        fc.constantFrom("' or 1=1 --", '', 'FFFFFFFF-FFFF-FFFF-FFFF-FFFFFFFFFFFF'),
      )
      const position = fc.oneof(fc.tuple(key, id), fc.jsonValue())
      await fc.assert(fc.asyncProperty(position, check), { numRuns: 100 })
    },
  )

  const id = '01890a5d-ac96-774b-bcce-b302099a8057'
  it.each<[string, unknown]>([
    ['a number for a title', [1, id]],
    ['no title', [null, id]],
    ['a title that is too long', ['x'.repeat(401), id]],
    ['a title in a list', [['T'], id]],
    ['no id', ['T']],
    ['another kind of id', ['T', 'emma']],
    ['too much', ['T', id, 'T']],
    ['an object', { 0: 'T', 1: id }],
  ])('by title that holds %s is refused', async (_, position) => {
    const reader = await signedIn()
    for (const sort of ['title', '-title']) {
      const { status, code } = await tryCursor(reader, sort, encodeCursor(position))
      expect([status, code]).toEqual([400, 'invalid_cursor'])
    }
  })

  it.each([
    ['an unpaired surrogate', '"\\ud800"', 0],
    ['an empty title', '""', 10],
    ['the end of all titles', '"\\udbff\\udfff"', 0],
    ['SQL', `"' or user_id <> '"`, 10],
    ['wildcards', '"%"', 10],
  ])('by title with %s stays in the own library', async (_, title, count) => {
    const { reader } = await twoLibraries()
    const bytes = new TextEncoder().encode(`[${title},"${id}"]`)
    const { status, books } = await tryCursor(reader, 'title', bytes.toBase64({ alphabet: 'base64url' }))
    expect(status).toBe(200)
    expect(books.filter(({ user_id }) => user_id === reader.user.id)).toHaveLength(count)
    expect(books).toHaveLength(count)
  })
})

describe('rows read', () => {
  const rowsRead = async (userId: string, options: Omit<Parameters<typeof selectBooks>[1], 'limit'>) => {
    const caller = { userId, sessionId: '', at: new Date() }
    const { sql, params } = selectBooks(caller, { ...options, limit: 11 })
    const { results, meta } = await env.DB.prepare(sql)
      .bind(...params)
      .all()
    expect(results).toHaveLength(11)
    return meta.rows_read
  }

  /** Books before, among and after the reader's own, in every order. */
  const putOthers = (userId: string, count: number) =>
    env.DB.prepare(
      `insert into books select ?1 || '-' || value, ?1, 'Title ' || (value * 7919 % 10000), '', '[]', '[]',
         iif(value % 2, 'science', 'poetry'), null, 1, ?2 + value % 100, 0 from json_each(?3)`,
    )
      .bind(userId, instant, JSON.stringify([...Array(count).keys()]))
      .run()

  const places = scopes.flatMap((scope) =>
    sorts.flatMap((sort) =>
      ([undefined, 'science'] as const).flatMap((category) =>
        [false, true].map((isLater) => ({ scope, sort, category, isLater })),
      ),
    ),
  )

  it('are as many with 20 books of others as with 5,000, in every list', async () => {
    const [reader, other] = [await newUser(), await newUser()]
    const own = Array.from({ length: 24 }, (_, index) =>
      rowFor(reader.id, { title: `Title ${index * 400}`, createdAt: instant + index * 4 }),
    )
    await putOnly(own)
    const readAll = () =>
      Promise.all(
        places.map(async ({ isLater, ...options }) => {
          const isDescending = options.sort.startsWith('-')
          const keys = options.sort.endsWith('title') ? ['Title 1', 'Title 9'] : [instant + 2, instant + 95]
          const after = [keys[Number(isDescending)], own[0]?.id] as ListPosition
          return {
            ...options,
            isLater,
            rows: await rowsRead(reader.id, isLater ? { ...options, after } : options),
          }
        }),
      )
    await putOthers(other.id, 20)
    const few = await readAll()
    await env.DB.prepare('delete from books where user_id = ?').bind(other.id).run()
    await putOthers(other.id, 5000)
    expect(await readAll()).toEqual(few)
    expect(Math.max(...few.map(({ rows }) => rows))).toBeLessThanOrEqual(2 * 11 + 1)
  })

  it('of own books are one a book', async () => {
    const [reader, other] = [await newUser(), await newUser()]
    await putOnly(Array.from({ length: 24 }, () => rowFor(reader.id)))
    await putOthers(other.id, 1000)
    for (const sort of sorts)
      expect(await rowsRead(reader.id, { scope: 'mine', sort })).toBeLessThanOrEqual(12)
  })
})
