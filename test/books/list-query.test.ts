import { describe, expect, it } from 'vitest'
import { encodeCursor } from '../../src/http/pagination.ts'
import { api, errorOf } from '../support/client.ts'
import { signedIn } from '../support/makers.ts'
import { list } from './library.ts'

const id = '01890a5d-ac96-774b-bcce-b302099a8057'

describe('GET /books', () => {
  it.each([
    ['an unknown parameter', 'colour=red'],
    ['an unknown order', 'sort=isbn'],
    ['two minuses', 'sort=--title'],
    ['an unknown status', 'status=none'],
    ['an empty status', 'status='],
    ['an unknown category', 'category=westerns'],
    ['an unknown format', 'format=scroll'],
    ['an empty tag', 'tag='],
    ['a tag that is too long', `tag=${'x'.repeat(51)}`],
    ['two tags', 'tag=a&tag=b'],
    ['an author that is too long', `author=${'x'.repeat(201)}`],
    ['no language', 'language=not%20a%20tag'],
    ['owned as a number', 'owned=1'],
    ['a cover', 'cover=any'],
    ['a rating of nothing', 'rating_min=0'],
    ['a rating between quarters', 'rating_min=4.6'],
    ['a rating that is too large', 'rating_min=6'],
    ['a rating with an exponent', 'rating_min=1e0'],
    ['an empty start', 'from='],
    ['a letter for a month', 'from=m'],
    ['a month that does not exist', 'from=2026-13'],
    ['a day for a month', 'sort=finished_on&from=2026-01-01'],
    ['a letter for a number', 'sort=rating&from=a'],
    ['a number with an exponent', 'sort=pages&from=1e9'],
    ['a start that is too long', `sort=title&from=${'x'.repeat(201)}`],
    ['scope=all by author', 'scope=all&sort=author'],
    ['scope=all with a tag', 'scope=all&tag=a'],
    ['scope=all with a start', 'scope=all&from=2026-01'],
    ['scope=all with a rating', 'scope=all&rating_min=3'],
    ['scope=all without covers', 'scope=all&cover=none'],
    ['scope=all with a query', 'scope=all&q=a'],
  ])('is an error with %s', async (_, query) => {
    expect(await errorOf(await api.get(`/books?${query}`, { as: await signedIn() }))).toEqual([
      400,
      'invalid_query',
    ])
  })

  it.each([
    'scope=all&category=none',
    'scope=all&sort=-title&category=horror',
    'tag=%F0%9F%92%99%22%27%25&author=%00&series=%5C',
    'sort=title&from=%00',
    'sort=-author&from=%21',
    'sort=published_year&from=-800',
    'sort=-created_at&from=9999-12',
  ])('takes %s', async (query) => {
    expect((await list(await signedIn(), `?${query}`)).page).toEqual({ next: null })
  })

  it.each<[sort: string, key: unknown]>([
    ['rating', 'a'],
    ['rating', 4.6],
    ['rating', 6],
    ['-pages', 0],
    ['pages', 1.5],
    ['published_year', 9999],
    ['finished_on', '2026-01'],
    ['finished_on', 20260101],
    ['author', ''],
    ['author', 1],
    ['-series', ['a']],
    ['series', 'x'.repeat(500)],
    ['title', null],
    ['created_at', null],
  ])('by %s takes no cursor with the key %j', async (sort, key) => {
    const path = `/books?sort=${sort}&cursor=${encodeCursor([key, id])}`
    expect(await errorOf(await api.get(path, { as: await signedIn() }))).toEqual([400, 'invalid_cursor'])
  })

  it.each(['author', '-series', 'rating', '-finished_on', 'pages'])(
    'continues behind the last value by %s',
    async (sort) => {
      const path = `?sort=${sort}&cursor=${encodeCursor([null, id])}`
      expect(await list(await signedIn(), path)).toMatchObject({ data: [], page: { next: null } })
    },
  )
})
