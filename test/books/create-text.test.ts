import { describe, expect, it } from 'vitest'
import { api, dataOf, refusal, type Session } from '../support/client.ts'
import { fixture, signedIn } from '../support/makers.ts'
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
    ['the highest code point of the plane', 'a\uffff\ufffe'],
    ['the highest code point', 'a\u{10ffff}'],
    ['astral letters', '𝕯𝖗𝖆𝖈𝖚𝖑𝖆 𠮷野家'],
    ['a replacement character', 'a\ufffd'],
    ['a byte order mark within', 'a\ufeffb'],
    ['private use', '\ue000'],
    ['a formula', '=1+1'],
    ['words that mean something', 'null'],
    ['a number', '0012.50'],
    ['what an object has', '__proto__'],
  ])('with %s comes back as it went in', async (_, text) => {
    const session = await signedIn()
    const response = await create(session, text, text)
    expect(response.status).toBe(201)
    const book = await dataOf(response)
    expect(book).toMatchObject({ title: text, description: text })
    const read = await dataOf(await api.get(`/books/${book.id}`, { as: session }))
    expect(read).toEqual(book)
    expect(await dataOf(await api.get('/books', { as: session }))).toEqual([book])
  })

  it.each([
    ['blanks', ' \t\r\n a \n '],
    ['a byte order mark', '\ufeffa'],
    ['line separators', '\u2028a\u2029'],
  ])('at the ends of a description stays, and goes from a title: %s', async (_, text) => {
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
  ])('that is not UTF-8 is refused: %s', async (_, bytes) => {
    const session = await signedIn()
    const broken = Uint8Array.from(bytes)
    expect(await refusal(await create(session, broken))).toEqual([400, 'malformed_form'])
    expect(await refusal(await create(session, 'Emma', broken))).toEqual([400, 'malformed_form'])
    expect(await dataOf(await api.get('/books', { as: session }))).toEqual([])
  })
})
