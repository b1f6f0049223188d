import { beforeAll, describe, expect, it } from 'vitest'
import { api, dataOf, errorOf, type Session } from '../support/client.ts'
import { fixture, signedIn } from '../support/makers.ts'
import { listed, titlesOf } from './library.ts'
import { coverPart, multipart } from './multipart.ts'

const create = async (as: Session, title: string | Uint8Array, description: string | Uint8Array = '') => {
  const parts = [
    { name: 'title', value: title },
    { name: 'description', value: description },
    { name: 'category', value: 'science' },
    await coverPart(await fixture('tiny.png')),
  ]
  return api.post('/books', { as, ...multipart(parts) })
}

describe('text', () => {
  let session: Session
  beforeAll(async () => {
    session = await signedIn()
  })

  it.each([
    ['emoji', '📚 Dune 👩‍👩‍👧‍👦 🏳️‍🌈 🇨🇭'],
    ['right-to-left script', 'ألف ليلة וליילה'],
    ['direction marks', 'a\u202eb\u200f\u2066c\u2069'],
    ['composed accents', 'É'],
    ['combining accents', 'E\u0301 Z\u0351\u036b\u0343'],
    ['line and paragraph separators', 'a\u2028b\u2029c'],
    ['NUL', 'a\0b\0'],
    ['other control characters', '\u0001a\u001b[31m\u007f\u0085b\u0008'],
    ['CRLF', 'a\r\nSet-Cookie: b=c\r\n\r\nd'],
    ['CR alone', 'a\rb'],
    ['LF alone', 'a\nb'],
    ['a tab', 'a\tb'],
    ['markup', '<script>alert(1)</script><img src=x onerror=alert(1)>&amp;'],
    ['quotes', `"'\`\\'; drop table books; -- “”`],
    ['a boundary', '--boundary'],
    ['percent signs and plus signs', '%00%0a+%F0%9F + $' + '{x} {{x}}'],
    ['the last code points of the first plane', 'a\uffff\ufffe'],
    ['the last code point', 'a\u{10ffff}'],
    ['astral letters', '𝕯𝖗𝖆𝖈𝖚𝖑𝖆 𠮷野家'],
    ['a replacement character', 'a\ufffd'],
    ['a byte order mark inside', 'a\ufeffb'],
    ['private use', '\ue000'],
    ['a formula', '=1+1'],
    ['a word that is a value in JSON', 'null'],
    ['a number', '0012.50'],
    ['a member of every object', '__proto__'],
  ])('with %s comes back unchanged', async (_, text) => {
    const response = await create(session, text, text)
    expect(response.status).toBe(201)
    const book = await dataOf(response)
    expect(book).toMatchObject({ title: text, description: text })
    const read = await dataOf(await api.get(`/books/${book.id}`, { as: session }))
    expect(read).toEqual(book)
    const [newest] = await dataOf(await api.get('/books?limit=1', { as: session }))
    expect(newest).toEqual(listed(book))
  })

  it.each([
    ['white space', ' \t\r\n a \n '],
    ['a byte order mark', '\ufeffa'],
    ['line separators', '\u2028a\u2029'],
  ])('keeps %s at the ends of a description, and a title loses it', async (_, text) => {
    const response = await create(await signedIn(), text, text)
    expect(response.status).toBe(201)
    expect(await dataOf(response)).toMatchObject({ title: text.trim(), description: text })
  })

  it.each([
    ['an unpaired high surrogate', [0x61, 0xed, 0xa0, 0xbd]],
    ['an unpaired low surrogate', [0xed, 0xb0, 0x80, 0x61]],
    ['half a character', [0x61, 0xf0, 0x9f, 0x93]],
    ['Latin-1', [0xc9, 0x6d, 0x69, 0x6c, 0x65]],
    ['an overlong NUL', [0xc0, 0x80]],
  ])('that is not UTF-8 is an error: %s', async (_, bytes) => {
    const { user, ...as } = await signedIn()
    const broken = Uint8Array.from(bytes)
    expect(await errorOf(await create(as, broken))).toEqual([400, 'malformed_form'])
    expect(await errorOf(await create(as, 'Emma', broken))).toEqual([400, 'malformed_form'])
    expect(await titlesOf(user.id)).toEqual([])
  })
})
