import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { api, dataOf, refusal, type Session } from '../support/client.ts'
import { newBook, signedIn } from '../support/makers.ts'
import { formOf, rowOf, shelf } from './library.ts'

type Fields = Record<string, string>
const encodings: [string, (fields: Fields) => unknown][] = [
  ['JSON', (fields) => fields],
  ['multipart', formOf],
]
const methods = ['PUT', 'PATCH']
const ways = methods.flatMap((method) =>
  encodings.map(([type, encode]) => ({
    way: `${method} ${type}`,
    change: (path: string, as: Session, fields: Fields) =>
      api.send(method, path, { as, body: encode(fields) }),
  })),
)

describe.each(ways)('$way', ({ change }) => {
  it.each([
    [{ title: 'Changed' }],
    [{ description: '' }],
    [{ category: 'horror' }],
    [{ title: '\u{1f4d6} \r\n<'.repeat(40), description: '\r\n<b>\u{1f4d6}</b>\0 ' }],
    [{ title: 'A', description: 'B', category: 'picture book' }],
  ])('changes what is sent and nothing else: %o', async (fields) => {
    const { session, book, path } = await shelf()
    const response = await change(path, session, fields)
    expect(response.status).toBe(200)
    expect(response.headers.get('ETag')).toBe('"2"')
    const changed = await dataOf(response)
    expect(changed).toEqual({ ...book, ...fields, updated_at: changed.updated_at })
    expect(await dataOf(await api.get(path, { as: session }))).toEqual(changed)
  })

  it('says when', async () => {
    const { session, book, path } = await shelf()
    await env.DB.prepare('update books set created_at = 1, updated_at = 2 where id = ?').bind(book.id).run()
    const before = Date.now()
    const { created_at, updated_at } = await dataOf(await change(path, session, { title: 'Changed' }))
    expect(created_at).toBe('1970-01-01T00:00:00.001Z')
    expect(Date.parse(updated_at)).toBeGreaterThanOrEqual(before)
    expect(Date.parse(updated_at)).toBeLessThanOrEqual(Date.now())
  })

  it('trims a title', async () => {
    const { session, path } = await shelf()
    expect(await dataOf(await change(path, session, { title: ' \t Emma\n' }))).toMatchObject({
      title: 'Emma',
    })
  })

  it('with nothing changes nothing', async () => {
    const { session, book, path } = await shelf()
    const before = await rowOf(book.id)
    const response = await change(path, session, {})
    expect(response.status).toBe(200)
    expect(response.headers.get('ETag')).toBe('"1"')
    expect(await dataOf(response)).toEqual(book)
    expect(await rowOf(book.id)).toEqual(before)
  })

  it('is for the owner alone', async () => {
    const { book, path } = await shelf()
    const before = await rowOf(book.id)
    const other = await signedIn()
    expect(await refusal(await change(path, other, { title: 'Mine' }))).toEqual([404, 'book_not_found'])
    expect(await refusal(await change(path, other, {}))).toEqual([404, 'book_not_found'])
    expect(await rowOf(book.id)).toEqual(before)
  })

  it.each(['01890a5d-ac96-774b-bcce-b302099a8057', 'emma', '%00'])('finds nothing under %s', async (id) => {
    const response = await change(`/books/${id}`, await signedIn(), { title: 'Emma' })
    expect(await refusal(response)).toEqual([404, 'book_not_found'])
  })

  it('takes no title that another book of the user has', async () => {
    const { session, book, path } = await shelf()
    await newBook(session, { title: 'Emma' })
    const before = await rowOf(book.id)
    for (const title of ['Emma', ' Emma ']) {
      expect(await refusal(await change(path, session, { title }))).toEqual([409, 'title_taken'])
    }
    expect(await rowOf(book.id)).toEqual(before)
    expect((await change(path, session, { title: 'emma' })).status).toBe(200)
  })

  it('takes the title that the book has, or that another user has', async () => {
    const { session, book, path } = await shelf()
    const other = await shelf()
    expect((await change(path, session, { title: book.title })).status).toBe(200)
    expect((await change(path, session, { title: other.book.title })).status).toBe(200)
  })

  it.each<[string, Fields]>([
    ['title', { title: '' }],
    ['title', { title: ' \u00a0 ' }],
    ['title', { title: 'x'.repeat(201) }],
    ['description', { description: 'x'.repeat(5001) }],
    ['category', { category: 'cooking' }],
    ['category', { category: '' }],
    ['id', { id: crypto.randomUUID() }],
    ['user_id', { user_id: crypto.randomUUID() }],
    ['version', { version: '7' }],
    ['image_url', { image_url: 'https://example.com/' }],
    ['created_at', { title: 'Emma', created_at: '2026-01-01T00:00:00.000Z' }],
    ['cover_image', { cover_image: 'text' }],
    ['__proto__', Object.fromEntries([['__proto__', 'x']])],
  ])('refuses this %s', async (field, fields) => {
    const { session, book, path } = await shelf()
    const before = await rowOf(book.id)
    const response = await change(path, session, fields)
    expect(response.status).toBe(400)
    expect(await response.json()).toMatchObject({
      error: { code: 'invalid_input', issues: [{ path: field }] },
    })
    expect(await rowOf(book.id)).toEqual(before)
  })
})

describe.each(methods)('the body of %s /books/:id', (method) => {
  const send = async (body: BodyInit, type: string) => {
    const { session, book, path } = await shelf()
    const before = await rowOf(book.id)
    const response = await api.send(method, path, { as: session, body, headers: { 'Content-Type': type } })
    if (response.status !== 200) expect(await rowOf(book.id)).toEqual(before)
    return response
  }

  it.each([
    'application/json',
    'APPLICATION/JSON',
    'application/json;charset=utf-8',
    'application/json ; a="b"',
  ])('may be %s', async (type) => {
    const response = await send('{"title":"Changed"}', type)
    expect(response.status).toBe(200)
    expect(await dataOf(response)).toMatchObject({ title: 'Changed' })
  })

  it.each([
    ['text/plain', '{"title":"Changed"}'],
    ['application/x-www-form-urlencoded', 'title=Changed'],
    ['application/json-patch+json', '[{"op":"replace","path":"/title","value":"Changed"}]'],
    ['application/merge-patch+json', '{"title":"Changed"}'],
    ['application/jsonx', '{"title":"Changed"}'],
    ['multipart/mixed; boundary=x', '--x--'],
    ['', '{"title":"Changed"}'],
  ])('may not be %s', async (type, body) => {
    expect(await refusal(await send(body, type))).toEqual([415, 'unsupported_media_type'])
  })

  it.each<[string, BodyInit, [number, string]]>([
    ['nothing', '', [400, 'malformed_json']],
    ['half an object', '{"title":"Changed"', [400, 'malformed_json']],
    ['two objects', '{"title":"a"}{"title":"b"}', [400, 'malformed_json']],
    ['a member twice', '{"title":"a","title":"b"}', [400, 'malformed_json']],
    ['a member twice, escaped', '{"title":"a","\\u0074itle":"b"}', [400, 'malformed_json']],
    [
      'broken UTF-8',
      new Uint8Array([...'{"title":"\xff"}'].map((c) => c.charCodeAt(0))),
      [400, 'malformed_json'],
    ],
    ['an unpaired surrogate', '{"title":"\\ud83d"}', [400, 'invalid_input']],
    ['an unpaired surrogate in the text', '{"description":"\\udc00\\ud83d"}', [400, 'invalid_input']],
    ['null for a title', '{"title":null}', [400, 'invalid_input']],
    ['a number for a title', '{"title":1984}', [400, 'invalid_input']],
    ['a list for a title', '{"title":["Emma"]}', [400, 'invalid_input']],
    ['a list', '[{"title":"Emma"}]', [400, 'invalid_input']],
    ['null', 'null', [400, 'invalid_input']],
    ['a string', '"Emma"', [400, 'invalid_input']],
    ['more than 64 KiB', `{"title":"Emma"}${' '.repeat(64 * 1024)}`, [413, 'payload_too_large']],
  ])('may not be %s as JSON', async (_, body, expected) => {
    expect(await refusal(await send(body, 'application/json'))).toEqual(expected)
  })
})
