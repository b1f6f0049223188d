import { createExecutionContext, waitOnExecutionContext } from 'cloudflare:test'
import { env, exports } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { app } from '../../../src/app.ts'
import { coverFileName } from '../../../src/books/export/zip.ts'
import { failingAfter } from '../../faults.ts'
import { api, dataOf, errorOf, request, type Session } from '../../support/client.ts'
import { lineOfRequest, linesOfTest } from '../../support/logs.ts'
import { signedIn } from '../../support/makers.ts'
import { fetchWith } from '../../support/worker.ts'
import { putBook } from '../put-book.ts'
import { nameOf } from './parts-of.ts'
import { textsOf, unzip } from './unzip.ts'

const path = '/books/export?format=zip'
const zipOf = async (as: Session, bindings = {}) =>
  (await fetchWith(bindings, request('GET', path, { as }))).bytes()

const keyOf = ({ image_url }: { image_url: string }) => new URL(image_url).pathname.split('/')[2] ?? ''

/** @returns a new user with books that have covers */
const userWith = async (titles: string[]) => {
  const as = await signedIn()
  const books = []
  for (const title of titles) books.push(await putBook(as, { title }))
  return { as, books }
}

describe('GET /books/export?format=zip', () => {
  it('has the JSON and the cover of each book, under the name that the JSON says', async () => {
    const { as, books } = await userWith([
      'Émile, ou De l’éducation',
      '../../etc/passwd',
      '戦争と平和',
      'A',
      'B',
      'C',
    ])
    const { id } = await dataOf(await api.post('/books', { as, body: { title: 'Without a cover' } }))
    const response = await api.get(path, { as })
    expect(nameOf(response)).toBe('bookplate-with-covers.zip')
    expect(response.headers.get('Content-Type')).toBe('application/zip')
    expect(response.headers.get('Cache-Control')).toBe('no-store')
    const files = textsOf(await response.bytes())
    const names = books.map(coverFileName)
    expect(Object.keys(files)).toEqual([...names, 'bookplate-with-covers.json'])
    expect(names.slice(0, 3)).toEqual([
      `covers/emile-ou-de-l-education-${books[0]?.id}.webp`,
      `covers/etc-passwd-${books[1]?.id}.webp`,
      `covers/${books[2]?.id}.webp`,
    ])
    for (const [at, book] of books.entries())
      expect(files[names[at] ?? '']).toBe(`cover.webp of ${keyOf(book)}`)
    const { version, note, books: found } = JSON.parse(files['bookplate-with-covers.json'] ?? '')
    expect([version, note]).toEqual([2, expect.stringContaining('covers')])
    expect(found.map(({ cover_file }: { cover_file: string | null }) => cover_file)).toEqual([...names, null])
    expect(JSON.stringify(files)).not.toContain(id)
  })

  it('has otherwise the same JSON as without covers', async () => {
    const { as } = await userWith(['One', 'Two'])
    const { 'bookplate-with-covers.json': json = '' } = textsOf(await zipOf(as))
    const { books } = JSON.parse(json)
    const plain = await (await api.get('/books/export', { as })).json<{ books: object[] }>()
    expect(books.map(({ cover_file, ...book }: Record<string, unknown>) => book)).toEqual(plain.books)
  })

  it('leaves out a cover whose file is missing, and names the book', async () => {
    const { as, books } = await userWith(['One', 'Two', 'Three'])
    await env.COVERS.delete(`${keyOf(books[1] ?? { image_url: '' })}/cover.webp`)
    const files = textsOf(await zipOf(as))
    expect(files['missing-covers.txt']).toBe('Two\n')
    expect(Object.keys(files)).toHaveLength(4)
    const [, two] = JSON.parse(files['bookplate-with-covers.json'] ?? '').books
    expect(two).toMatchObject({ title: 'Two', cover_file: null })
  })

  it('is a whole ZIP for an empty library', async () => {
    const files = textsOf(await zipOf(await signedIn()))
    expect(JSON.parse(files['bookplate-with-covers.json'] ?? '').books).toEqual([])
  })

  /** R2 whose files are shorter than they should be, or break off. */
  const broken = (body: () => ReadableStream): R2Bucket =>
    new Proxy(env.COVERS, {
      get: (target, name) => {
        const member = Reflect.get(target, name)
        if (name !== 'get') return typeof member === 'function' ? member.bind(target) : member
        return async (key: string) => ({ size: (await target.head(key))?.size, body: body() })
      },
    })
  const shortened = () => new Response('short').body as ReadableStream
  const failing = () =>
    new ReadableStream({ pull: (controller) => controller.error(new Error('Network connection lost.')) })

  it.each<[string, Partial<Env>]>([
    ['D1 fails at the JSON', { DB: failingAfter(env.DB, 'batch', 2) }],
    ['R2 fails at a cover', { COVERS: failingAfter(env.COVERS, 'get', 1) }],
    ['a cover breaks off', { COVERS: broken(failing) }],
    ['a cover is too short', { COVERS: broken(shortened) }],
    [
      'a cover never comes',
      { COVERS: broken(() => new ReadableStream()), TIME_LIMIT_MS: '50' as Env['TIME_LIMIT_MS'] },
    ],
  ])('breaks off, and never ends as a ZIP, when %s', async (_, bindings) => {
    const { as } = await userWith(['One', 'Two'])
    await expect(fetchWith(bindings, request('GET', path, { as }))).rejects.toThrow()
    await expect.poll(() => JSON.stringify(linesOfTest())).toContain('"brokeOff":true')
  })

  it('is an error when D1 fails before it starts, and keeps the download token', async () => {
    const { as } = await userWith(['One'])
    const { token } = await dataOf(await api.post('/users/download-tokens', { as }))
    for (const calls of [0, 1, 2]) {
      const DB = failingAfter(env.DB, 'batch', calls)
      const failed = await fetchWith({ DB }, request('GET', `${path}&token=${token}`))
      expect(await errorOf(failed)).toEqual([503, 'service_unavailable'])
    }
    const response = await exports.default.fetch(request('GET', `${path}&token=${token}`))
    expect(unzip(await response.bytes())).toHaveLength(2)
  })

  it('stops when the session ends', async () => {
    const { as } = await userWith(['One'])
    const ctx = createExecutionContext()
    const response = await app.fetch(request('GET', path, { as }), env, ctx)
    await api.post('/users/logout', { as })
    await expect(response.bytes()).rejects.toThrow()
    await waitOnExecutionContext(ctx)
    expect(lineOfRequest()).toMatchObject({ brokeOff: true, cause: { message: 'invalid_token' } })
  })
})
