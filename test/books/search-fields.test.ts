import { describe, expect, it } from 'vitest'
import { maxQueryWords } from '../../src/books/limits.ts'
import { otherWordsOf } from '../../src/books/other-words.ts'
import { termsOf } from '../../src/books/search.ts'
import { api, dataOf, errorOf, type Session } from '../support/client.ts'
import { newUser, signedIn } from '../support/makers.ts'
import { bookOf } from './listing-model.ts'
import { putRows } from './put-book.ts'

const titles = async (as: Session, q: string, more = ''): Promise<string[]> =>
  (await dataOf(await api.get(`/books?q=${encodeURIComponent(q)}${more}`, { as })))
    .map(({ title }: { title: string }) => title)
    .toSorted()

describe('GET /books?q=', () => {
  it('finds own books by each field that has words', async () => {
    const [reader, other] = [await signedIn(), await newUser()]
    const fields = {
      title: 'Frankenstein',
      authors: ['Mary Wollstonecraft Shelley'],
      series: 'Penguin Classics',
      tags: ['Sci-Fi', 'göthic'],
      review: 'It lives!',
      notes: 'Lent to Älva.',
      extra: { Mood: 'gloomy' },
    }
    await putRows([bookOf(reader.user.id, fields), bookOf(other.id, { ...fields, title: 'Foreign' })])
    for (const q of ['wollst', 'classics', 'fi', 'gothic', 'lives', 'alva', 'mary lives frank lent'])
      expect(await titles(reader, q), q).toEqual(['Frankenstein'])
    for (const q of ['gloomy', 'authors', 'tags', 'review', 'isbn', '=gothic', '@mary', 'mary unknown'])
      expect(await titles(reader, q), q).toEqual(
        q.startsWith('=') || q.startsWith('@') ? ['Frankenstein'] : [],
      )
  })

  it.each([
    '9780141439471',
    '978-0-14-143947-1',
    '978 0 14 143947 1',
    'ISBN 978-0-14-143947-1',
    'isbn-13: 9780141439471',
    'ISBN 0141439475',
    '0-14-143947-5',
    'ISBN-10: 0 14 143947 5',
    '０１４１４３９４７５',
    '978–0–14',
    '97801',
    '0-14-14',
    '978',
    'frank 978-0-14',
    '0141439475 monster',
  ])('finds an ISBN typed as %j', async (q) => {
    const reader = await signedIn()
    await putRows([
      bookOf(reader.user.id, { title: 'Frankenstein', description: 'A monster.', isbn: '9780141439471' }),
      bookOf(reader.user.id, { title: 'Another', isbn: '9791032702840' }),
    ])
    expect(await titles(reader, q)).toEqual(['Frankenstein'])
  })

  it('finds an ISBN-10 that ends in X', async () => {
    const reader = await signedIn()
    await putRows([bookOf(reader.user.id, { title: 'X', isbn: '9780804429573' })])
    for (const q of ['0-8044-2957-X', '080442957x', '978-0-8044-2957-3'])
      expect(await titles(reader, q)).toEqual(['X'])
  })

  it('finds numbers in texts, and no publisher by a year', async () => {
    const reader = await signedIn()
    await putRows([
      bookOf(reader.user.id, { title: '1984' }),
      bookOf(reader.user.id, { title: 'The War 1914-1918' }),
      bookOf(reader.user.id, { title: 'A book of the publisher 1984', isbn: '9781984801258' }),
      bookOf(reader.user.id, { title: 'Other', isbn: '9781984822178' }),
    ])
    expect(await titles(reader, '1984')).toEqual(['1984', 'A book of the publisher 1984'])
    expect(await titles(reader, '1914-1918')).toEqual(['The War 1914-1918'])
    expect(await titles(reader, '1914 1918 war')).toEqual(['The War 1914-1918'])
    expect(await titles(reader, '1-9848')).toEqual(['A book of the publisher 1984', 'Other'])
  })

  it('follows the change of one field, and keeps the words of the others', async () => {
    const as = await signedIn()
    const body = {
      title: 'T',
      authors: ['Ada'],
      tags: ['a"b\\c', 'Old'],
      review: 'Good',
      isbn: '9780141439471',
    }
    const { id } = await dataOf(await api.post('/books', { as, body }))
    await api.patch(`/books/${id}`, { as, body: { tags: ['a"b\\c', 'New'], isbn: null } })
    for (const q of ['ada', 'new', 'good']) expect(await titles(as, q), q).toEqual(['T'])
    for (const q of ['old', '978014', 'good old']) expect(await titles(as, q), q).toEqual([])
    expect(await titles(as, '', `&tag=${encodeURIComponent('A"B\\C')}&author=ADA`)).toEqual(['T'])
    expect(await titles(as, '', '&tag=old')).toEqual([])
  })

  it('takes as many words as the limit, with filters, and one more is an error', async () => {
    const as = await signedIn()
    const letter = (at: number) => String.fromCharCode(97 + at)
    const words = Array.from({ length: maxQueryWords }, (_, at) => letter(at >> 4) + letter(at % 16))
    const filters =
      '&category=none&status=read&tag=t&author=a&series=s&language=en&format=ebook&owned=true&cover=none&rating_min=3'
    expect(await titles(as, words.join(' '), `${filters}&sort=author&from=a`)).toEqual([])
    const more = await api.get(`/books?q=${[...words, 'zz'].join('+')}`, { as })
    expect(await errorOf(more)).toEqual([400, 'invalid_query'])
  })
})

it('the terms of a query with many numbers are bounded', () => {
  const terms = termsOf(Array.from({ length: 50 }, (_, at) => at % 10).join(' '))
  expect(terms).toEqual({ beginnings: [...'0123456789'] })
})

it('whole values are stored beside words, and with the escapes of JSON', () => {
  const stored = JSON.parse(otherWordsOf({ tags: ['A "b"'], authors: ['J.R. Tolkien', 'J. R. TOLKIEN'] }))
  expect(stored).toEqual({
    '-authors': ['j', 'r', 'tolkien', '@j r tolkien'],
    '-tags': ['a', 'b', '=a "b"'],
  })
})
