import { describe, expect, it } from 'vitest'
import { api, dataOf, errorOf } from '../support/client.ts'
import { rowOf, shelf } from './library.ts'

/** Changes a book. An error must have changed nothing. */
const change = async (body: BodyInit, type: string) => {
  const { session, book, path } = await shelf()
  const before = await rowOf(book.id)
  const response = await api.patch(path, { as: session, body, headers: { 'Content-Type': type } })
  if (response.status !== 200) expect(await rowOf(book.id)).toEqual(before)
  return response
}

describe('the body of PATCH /books/:id', () => {
  it.each([
    'application/json',
    'APPLICATION/JSON',
    'application/json;charset=utf-8',
    'application/json ; a="b"',
  ])('may be %s', async (type) => {
    const response = await change('{"title":"Changed"}', type)
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
  ])('may not be of type "%s"', async (type, body) => {
    expect(await errorOf(await change(body, type))).toEqual([415, 'unsupported_media_type'])
  })

  it.each<[string, BodyInit, [number, string]]>([
    ['empty', '', [400, 'malformed_json']],
    ['half an object', '{"title":"Changed"', [400, 'malformed_json']],
    ['two objects', '{"title":"a"}{"title":"b"}', [400, 'malformed_json']],
    ['an object with one name twice', '{"title":"a","title":"b"}', [400, 'malformed_json']],
    ['an object with one name twice, escaped', '{"title":"a","\\u0074itle":"b"}', [400, 'malformed_json']],
    [
      'invalid UTF-8',
      new Uint8Array([...'{"title":"\xff"}'].map((c) => c.charCodeAt(0))),
      [400, 'malformed_json'],
    ],
    ['an unpaired surrogate in the title', '{"title":"\\ud83d"}', [400, 'invalid_input']],
    ['an unpaired surrogate in the description', '{"description":"\\udc00\\ud83d"}', [400, 'invalid_input']],
    ['null for a title', '{"title":null}', [400, 'invalid_input']],
    ['a number for a title', '{"title":1984}', [400, 'invalid_input']],
    ['an array for a title', '{"title":["Emma"]}', [400, 'invalid_input']],
    ['an array', '[{"title":"Emma"}]', [400, 'invalid_input']],
    ['null', 'null', [400, 'invalid_input']],
    ['a string', '"Emma"', [400, 'invalid_input']],
    ['more than 512 KiB', `{"title":"Emma"}${' '.repeat(512 * 1024)}`, [413, 'payload_too_large']],
  ])('may not be JSON that is %s', async (_, body, expected) => {
    expect(await errorOf(await change(body, 'application/json'))).toEqual(expected)
  })
})
