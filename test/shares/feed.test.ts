import { describe, expect, it } from 'vitest'
import { bookRow, instant, putBook, putRows } from '../books/put-book.ts'
import { api } from '../support/client.ts'
import { signedIn } from '../support/makers.ts'
import { hostileTexts } from './hostile-texts.ts'
import { putShare, sharedKey } from './sharing.ts'

/** A parser of the XML that a feed has, which fails where XML would: tags that do not match, and raw `&` or `<`. */
const parse = (xml: string): { name: string; text: string; depth: number }[] => {
  const stack: string[] = []
  const found: { name: string; text: string; depth: number }[] = []
  const token = /<\?xml[^>]*\?>|<(\/?)([\w:]+)((?: [\w:]+="[^"<]*")*)(\/?)>|([^<]+)/gy
  for (let at = 0; at < xml.length; at = token.lastIndex) {
    token.lastIndex = at
    const match = token.exec(xml)
    if (!match) throw new Error(`Not well formed: ${xml.slice(at, at + 60)}`)
    const [, end, name = '', attributes = '', isEmpty, text] = match
    if (/&(?!(?:amp|lt|gt|quot|#39);)/.test(`${attributes}${text ?? ''}`)) throw new Error('A raw &')
    if (text !== undefined) {
      const last = found.at(-1)
      if (last && stack.length === last.depth) last.text += text
    } else if (end) expect(stack.pop()).toBe(name)
    else if (name) {
      if (!isEmpty) stack.push(name)
      found.push({ name, text: '', depth: stack.length })
    }
  }
  expect(stack).toEqual([])
  return found
}

const decoded = (text: string) =>
  text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&')

const feedOf = async (key: string) => {
  const response = await api.get(`/shares/${key}/feed.xml`)
  expect(response.headers.get('Content-Type')).toBe('application/atom+xml; charset=utf-8')
  const xml = await response.text()
  const elements = parse(xml)
  const of = (name: string) => elements.filter((one) => one.name === name).map(({ text }) => decoded(text))
  return { xml, of }
}

describe('the feed', () => {
  it('has what RFC 4287 asks of a feed and of each entry', async () => {
    const as = await signedIn()
    const book = await putBook(as, { title: 'One & <two>', rating: 3.5, review: 'First.\n\nSecond <b>.' })
    const key = await sharedKey({ display_name: 'Mary & Co' }, as)
    const { xml, of } = await feedOf(key)
    expect(of('title')).toEqual(['Mary & Co’s bookshelf', 'One & <two>'])
    expect(of('name')).toEqual(['Mary & Co'])
    expect(of('updated')).toEqual([book.updated_at, book.updated_at])
    for (const id of of('id'))
      expect(id).toMatch(/^urn:uuid:[\da-f]{8}-[\da-f]{4}-8[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/)
    expect(new Set(of('id')).size).toBe(2)
    expect(xml).toContain(
      `<link rel="self" type="application/atom+xml" href="http://localhost:8787/shares/${key}/feed.xml"/>`,
    )
    expect(of('content')[0]).toBe(
      `<p><img src="${book.image_url}" alt=""></p><p>★★★½ 3.5 of 5 stars</p><p>First.</p><p>Second &lt;b&gt;.</p>`,
    )
  })

  it('has the newest 50 books', async () => {
    const as = await signedIn()
    await putRows(
      Array.from({ length: 60 }, (_, at) =>
        bookRow(as.user.id, { title: `Title ${at}`, createdAt: new Date(instant + at) }),
      ),
    )
    const { of } = await feedOf(await sharedKey({}, as))
    expect(of('title').slice(1)).toEqual(Array.from({ length: 50 }, (_, at) => `Title ${59 - at}`))
    expect(new Set(of('id')).size).toBe(51)
  })

  it('keeps the id of an entry when the book changes, and reveals no id of the library', async () => {
    const as = await signedIn()
    const { id } = await putBook(as)
    const key = await sharedKey({}, as)
    const before = await feedOf(key)
    await api.patch(`/books/${id}`, { as, body: { title: 'Another' } })
    const after = await feedOf(key)
    expect(after.of('id')).toEqual(before.of('id'))
    expect(after.of('updated')).not.toEqual(before.of('updated'))
    expect(after.xml).not.toContain(id)
    expect(after.xml).not.toContain(as.user.id)
  })

  it('has other ids at another address, so that no reader connects the two', async () => {
    const as = await signedIn()
    await putBook(as)
    const before = await feedOf(await sharedKey({}, as))
    const after = await feedOf(await sharedKey({ rotate: true }, as))
    for (const id of after.of('id')) expect(before.of('id')).not.toContain(id)
  })

  it('does not change with fields that visitors do not see', async () => {
    const as = await signedIn()
    const { id } = await putBook(as)
    const key = await sharedKey({ include_ratings: false, include_reviews: false }, as)
    const before = await feedOf(key)
    await api.patch(`/books/${id}`, { as, body: { progress: 0.5, notes: 'x', rating: 2 } })
    expect((await feedOf(key)).xml).toBe(before.xml)
  })

  it('without books and without a name is a feed too', async () => {
    const { of } = await feedOf(await sharedKey())
    expect(of('title')).toEqual(['A bookshelf'])
    expect(of('name')).toEqual(['A reader'])
    expect(of('updated')[0]).toMatch(/^\d{4}-\d\d-\d\dT/)
  })

  it('is well formed with any text', async () => {
    const as = await signedIn()
    await putRows(
      hostileTexts.map((text, at) =>
        bookRow(as.user.id, {
          title: text,
          authors: [text],
          series: text,
          review: text,
          createdAt: new Date(instant - at),
        }),
      ),
    )
    const key = await sharedKey({}, as)
    const { of } = await feedOf(key)
    const kept = hostileTexts.map((text) => text.replace(/[^\P{Cc}\t\n\r]|[\ufffe\uffff]/gu, '\ufffd'))
    expect(of('title').slice(1)).toEqual(kept)
    for (const text of hostileTexts) await putShare(as, { display_name: text })
    await feedOf(key)
  })
})
