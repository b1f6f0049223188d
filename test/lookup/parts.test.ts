import { describe, expect, it } from 'vitest'
import { cleanParagraphs, cleanText, foundBook, fullTitle, yearOf } from '../../src/lookup/found-book.ts'
import { allowedUrl } from '../../src/lookup/hosts.ts'
import { languageOfMarc } from '../../src/lookup/language.ts'
import { openLibrary } from '../../src/lookup/open-library.ts'
import { formatOf } from '../../src/lookup/physical-format.ts'
import { readRetryAfter } from '../../src/lookup/retry-after.ts'
import { readSeries } from '../../src/lookup/series.ts'

describe('what a provider says of a book', () => {
  it('is nothing without a valid title', () => {
    for (const title of [undefined, null, 1, '', '   ', 'x'.repeat(201), ['Emma']])
      expect(foundBook({ title })).toBeUndefined()
  })

  it('keeps no value that a book could not have, and invents none', () => {
    const found = foundBook({
      title: 'Emma',
      authors: ['Jane Austen', 1, '', 'x'.repeat(201), 'Jane Austen', '<b>Someone</b> Else'],
      description: 'x'.repeat(5001),
      category: 'novel',
      series: '',
      series_number: -1,
      isbn: '9783458336496',
      publisher: ['Insel'],
      published_year: 99_999,
      language: 'not a language',
      pages: 0.5,
      format: 'scroll',
    })
    expect(found).toEqual({
      fields: {
        title: 'Emma',
        authors: ['Jane Austen', 'Someone Else'],
        description: '',
        category: null,
        series: null,
        series_number: null,
        isbn: null,
        publisher: null,
        published_year: null,
        language: null,
        pages: null,
        format: null,
      },
      cover: null,
    })
  })

  it('has at most 30 authors', () => {
    const authors = Array.from({ length: 1000 }, (_, at) => `Author ${at}`)
    expect(foundBook({ title: 'Emma', authors })?.fields.authors).toHaveLength(30)
  })
})

it('text is plain, without control characters', () => {
  expect(cleanText(' <i>A</i>\u0000\u0007 &lt;b&gt;\n\ttitle\u202e\ud800 ')).toBe('A <b> title \ufffd')
  expect(cleanText('\u0000\u200f ')).toBeUndefined()
  expect(cleanText('x'.repeat(50_001))).toBeUndefined()
  expect(cleanText({ toString: () => 'text' })).toBeUndefined()
  expect(cleanParagraphs('One<p>two</p>\n\n\n\n\u0001<script>three')).toBe(
    'One<p>two\n\n<script>three'.replace('<p>', ''),
  )
})

it('a subtitle is left out where both are too long', () => {
  expect(fullTitle('Emma', ' A novel ')).toBe('Emma: A novel')
  expect(fullTitle('Emma', undefined)).toBe('Emma')
  expect(fullTitle('Emma', 'x'.repeat(200))).toBe('Emma')
  expect(fullTitle(undefined, 'A novel')).toBeUndefined()
})

it.each([
  ['1998', 1998],
  ['May 6, 2003', 2003],
  ['c1818-03-01', 1818],
  ['1998, c1998', 1998],
  ['1998-1999', undefined],
  ['19986', undefined],
  ['MCMXCVIII', undefined],
  ['0000', undefined],
  [1998, undefined],
  [undefined, undefined],
])('the year of %o is %o', (date, year) => {
  expect(yearOf(date)).toBe(year)
})

it.each([
  ['ger', 'de'],
  ['chi', 'zh'],
  ['FRE', 'fr'],
  ['iri', 'ga'],
  ['scr', 'hr'],
  ['grc', 'grc'],
  ['und', null],
  ['mul', null],
  ['en', null],
  ['', null],
])('the MARC code %s is the language %o', (code, tag) => {
  expect(foundBook({ title: 'Emma', language: languageOfMarc(code) })?.fields.language).toBe(tag)
})

it.each([
  ['Discworld ; 5', 'Discworld', 5],
  ['Discworld, #5', 'Discworld', 5],
  ['The wheel of time -- bk. 3', 'The wheel of time', 3],
  ['Discworld (Book 2.5)', 'Discworld', 2.5],
  ['Loeb classical library, no. 12', 'Loeb classical library', 12],
  ['Catch 22', 'Catch 22', undefined],
  ['Penguin classics', 'Penguin classics', undefined],
  ['5', '5', undefined],
])('the series %s', (text, series, series_number) => {
  expect(readSeries(text)).toEqual({ series, ...(series_number !== undefined && { series_number }) })
})

it.each([
  ['Mass Market Paperback', 'paperback'],
  ['Hardcover', 'hardcover'],
  ['Audio CD', 'audiobook'],
  ['E-book', 'ebook'],
  ['[electronic resource]', 'ebook'],
  ['Unknown Binding', undefined],
  [undefined, undefined],
])('the format of %s is %s', (text, format) => {
  expect(formatOf(text)).toBe(format)
})

it.each([
  ['https://covers.openlibrary.org/b/id/1-L.jpg', true],
  ['http://archive.org/download/x', true],
  ['https://ia800100.us.archive.org/x', true],
  ['https://dn720003.ca.archive.org/x', true],
  ['https://evil.archive.org/x', false],
  ['https://ia1.us.archive.org.evil.example/x', false],
  ['https://archive.org.evil.example/x', false],
  ['https://evilarchive.org/x', false],
  ['https://archive.org:444/x', false],
  ['https://user@archive.org/x', false],
  ['ftp://archive.org/x', false],
  ['javascript:alert(1)', false],
  ['https://207.241.224.2/x', false],
  ['https://[::1]/x', false],
  ['', false],
])('whether a redirect to %s is followed: %s', (location, isAllowed) => {
  expect(allowedUrl(location, openLibrary.pictures.hosts) !== undefined).toBe(isAllowed)
})

it.each([
  [null, undefined],
  ['120', 120_000],
  ['0', 1000],
  ['99999999999999999999', 86_400_000],
  ['Thu, 01 Jan 1970 00:01:30 GMT', 90_000],
  ['Fri, 31 Dec 9999 23:59:59 GMT', 86_400_000],
  ['Thu, 01 Jan 1960 00:00:00 GMT', 1000],
  ['soon', undefined],
])('the wait of Retry-After: %s is %o', (header, waitMs) => {
  expect(readRetryAfter(header, new Date(0))).toBe(waitMs)
})
