import { describe, expect, it } from 'vitest'
import { beginningsOf, indexWords, needleOf } from '../../src/books/search.ts'

const matches = (query: string, text: string) => {
  const beginnings = beginningsOf(query)
  const stored = indexWords(text)
  return beginnings.length > 0 && beginnings.every((one) => stored.includes(needleOf(one)))
}

describe('a query', () => {
  it.each([
    ['dune', 'Dune Messiah'],
    ['mess du', 'Dune Messiah'],
    ['etranger', "L'Étranger"],
    ['ÉTRANGER', "L'e\u0301tranger"],
    ['strasse', 'Straße'],
    ['STRASSE', 'straße'],
    ['istanbul', 'İstanbul'],
    ['ISTANBUL', 'ıstanbul'],
    ['οδυσσευς', 'ΟΔΥΣΣΕΎΣ'],
    ['lodz', 'Łódź'],
    ['soren', 'Søren'],
    ['елка', 'Ёлка'],
    ['ﬁction', 'fiction'],
    ['ｗｉｄｅ', 'wide'],
    ['1984', 'Nineteen Eighty-Four (1984)'],
    ['eighty four', 'Nineteen Eighty-Four'],
    ['محمد', 'مُحَمَّد'],
    ['שלום', 'שָׁלוֹם'],
    ['किताब', 'किताब घर'],
    ['한', '한국어'],
    ['日本', '新日本語入門'],
    ['入門 Python', 'Python入門'],
    ['ねこ', '吾輩はねこである'],
    ['ง่าย', 'ภาษาไทยง่ายนิดเดียว'],
  ])('%j finds %j', (query, text) => expect(matches(query, text)).toBe(true))

  it.each([
    ['une', 'Dune'],
    ['dune x', 'Dune'],
    ['か', 'が'],
    ['कताब', 'किताब'],
    ['日語', '日本語'],
    ['+++', 'C++'],
    ['', 'anything'],
  ])('%j does not find %j', (query, text) => expect(matches(query, text)).toBe(false))

  it('has each word once, in its longest form', () => expect(beginningsOf('sta star STAR')).toEqual(['star']))
})

it('words end at every character that is not a letter, a mark or a number', () =>
  expect(JSON.parse(indexWords("Don't PANIC — 42_towels!"))).toEqual(['don', 't', 'panic', '42', 'towels']))

it('scripts without spaces become pairs of characters', () =>
  expect(JSON.parse(indexWords('Python入門書'))).toEqual(['python', '入門', '門書', '書']))

it('stored words need no escapes in JSON, and at most 9 bytes a character', () => {
  for (const text of [
    'ﷺ'.repeat(5000),
    'ΐ'.repeat(5000),
    '日 本 '.repeat(1250),
    '㍿ '.repeat(2500),
    '\u0000"\\',
  ]) {
    const stored = indexWords(text)
    expect(stored).not.toContain('\\')
    expect(new TextEncoder().encode(stored).length).toBeLessThan(45_000)
  }
})
