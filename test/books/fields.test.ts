import { describe, expect, it } from 'vitest'
import { bookFields } from '../../src/books/fields.ts'
import { formFields } from '../../src/books/form-fields.ts'
import { api, dataOf, errorOf } from '../support/client.ts'
import { signedIn } from '../support/makers.ts'

const changes = bookFields.partial()
const formChanges = formFields.partial()

const rules: [string, object, boolean][] = [
  ['30 authors', { authors: Array.from({ length: 30 }, (_, at) => `A${at}`) }, true],
  ['31 authors', { authors: Array.from({ length: 31 }, (_, at) => `A${at}`) }, false],
  ['the same author twice', { authors: ['A', 'A'] }, true],
  ['an author of 200 astral characters', { authors: ['\u{1f4d6}'.repeat(200)] }, true],
  ['an author of 201 letters', { authors: ['x'.repeat(201)] }, false],
  ['a blank author', { authors: [' '] }, false],
  ['no category', { category: null }, true],
  ['an empty category', { category: '' }, false],
  ['a blank series', { series: '' }, false],
  ['the last number of a series', { series_number: 9999.99 }, true],
  ['a longer number of a series', { series_number: 10_000 }, false],
  ['three decimals', { series_number: 1.001 }, false],
  ['two decimals', { series_number: 0.07 }, true],
  ['a negative number of a series', { series_number: -1 }, false],
  ['the year 3000 BC', { published_year: -3000 }, true],
  ['the year 3001 BC', { published_year: -3001 }, false],
  ['the year 2201', { published_year: 2201 }, false],
  ['half a year', { published_year: 1999.5 }, false],
  ['a language', { language: 'zh-Hant-TW' }, true],
  ['a name of a language', { language: 'en_GB' }, false],
  ['an empty language', { language: '' }, false],
  ['no pages', { pages: 0 }, false],
  ['100,000 pages', { pages: 100_000 }, true],
  ['a format', { format: 'audiobook' }, true],
  ['an unknown format', { format: 'scroll' }, false],
  ['an unknown status', { status: 'owned' }, false],
  ['a quarter of a star', { rating: 0.25 }, true],
  ['no star', { rating: 0 }, false],
  ['a third of a star', { rating: 3.3 }, false],
  ['six stars', { rating: 6 }, false],
  ['all of a book', { progress: 1 }, true],
  ['more than a book', { progress: 1.01 }, false],
  ['a reading without days', { readings: [{ started_on: null, finished_on: null }] }, true],
  [
    'a reading that ends before it starts',
    { readings: [{ started_on: '2026-02-01', finished_on: '2026-01-31' }] },
    false,
  ],
  ['a day that does not exist', { readings: [{ started_on: '2026-02-30', finished_on: null }] }, false],
  ['a month', { readings: [{ started_on: '2026-02', finished_on: null }] }, false],
  [
    'a reading with another member',
    { readings: [{ started_on: null, finished_on: null, place: '' }] },
    false,
  ],
  ['101 readings', { readings: Array(101).fill({ started_on: null, finished_on: null }) }, false],
  ['100 tags', { tags: Array.from({ length: 100 }, (_, at) => `t${at}`) }, true],
  ['101 tags', { tags: Array.from({ length: 101 }, (_, at) => `t${at}`) }, false],
  ['tags that differ in case', { tags: ['Gothic', 'gothic'] }, false],
  ['tags that differ in composition', { tags: ['\u00e9', 'e\u0301'] }, false],
  ['a tag of 51 letters', { tags: ['x'.repeat(51)] }, false],
  ['a review of 20,000 letters', { review: 'x'.repeat(20_000) }, true],
  ['a review of 20,001 letters', { review: 'x'.repeat(20_001) }, false],
  ['notes of 20,001 letters', { notes: 'x'.repeat(20_001) }, false],
  ['half a surrogate pair', { notes: '\ud83d' }, false],
  ['a text for owned', { owned: 'yes' }, false],
  ['50 fields', { extra: Object.fromEntries(Array.from({ length: 50 }, (_, at) => [`f${at}`, ''])) }, true],
  ['51 fields', { extra: Object.fromEntries(Array.from({ length: 51 }, (_, at) => [`f${at}`, ''])) }, false],
  ['a name of 101 letters', { extra: { ['x'.repeat(101)]: '' } }, false],
  ['a blank name', { extra: { ' ': '' } }, false],
  ['a value of 5,001 letters', { extra: { a: 'x'.repeat(5001) } }, false],
  ['a value that is a number', { extra: { a: 1 } }, false],
  [
    'more than 32 KiB',
    { extra: Object.fromEntries(Array.from({ length: 7 }, (_, at) => [`${at}`, 'x'.repeat(4700)])) },
    false,
  ],
  ['a list for extra', { extra: [] }, false],
]

/** The same fields as a form has them. */
const asForm = (fields: object) =>
  Object.fromEntries(
    Object.entries(fields).map(([name, value]) => {
      if (name === 'authors' || name === 'tags') return [name, value]
      return [name, typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value ?? '')]
    }),
  )

describe('the rules of the fields', () => {
  it.each(rules)('are the same for JSON and a form: %s', (_, fields, isValid) => {
    expect(changes.safeParse(fields).success).toBe(isValid)
    // In a form an empty text stands for null.
    if (Object.values(fields).some((value) => value === '')) return
    expect(formChanges.safeParse(asForm(fields)).success).toBe(isValid)
  })

  it('name the place of an error', async () => {
    const as = await signedIn()
    const body = {
      title: 'Emma',
      authors: ['A', ''],
      readings: [{ started_on: '2026-02-01', finished_on: '2026-01-01' }],
      extra: { Mood: 1 },
      isbn: '9780141439472',
    }
    const response = await api.post('/books', { as, body })
    const { error } = await response.json<{ error: { issues: { path: string }[] } }>()
    expect(error.issues.map(({ path }) => path)).toEqual([
      'authors.1',
      'isbn',
      'readings.0.finished_on',
      'extra.Mood',
    ])
  })

  it('name the same place in a part of a form', () => {
    const parts = {
      authors: ['A', ''],
      readings: '[{"started_on":"2026-02-01","finished_on":"2026-01-01"}]',
      extra: '{"Mood":1}',
      rating: '3.3',
      isbn: '9780141439472',
    }
    const issues = formChanges.safeParse(parts).error?.issues ?? []
    expect(issues.map(({ path, message }) => [path.join('.'), message])).toEqual([
      ['authors.1', 'Must not be blank.'],
      ['isbn', 'Must be an ISBN-10 or ISBN-13 with a correct check digit.'],
      ['rating', expect.stringMatching(/0\.25/)],
      ['readings.0.finished_on', 'Must not be before the start.'],
      ['extra.Mood', 'Must be text.'],
    ])
  })

  it.each([
    ['a number', 'pages', 'many'],
    ['a number', 'rating', '4,5'],
    ['a flag', 'owned', 'yes'],
    ['JSON', 'readings', '[{'],
    ['JSON without repeated names', 'extra', '{"a":"1","a":"2"}'],
  ])('say what a part of a form must be: %s', (_, name, value) => {
    expect(formChanges.safeParse({ [name]: value }).success).toBe(false)
  })

  it('say what a number and a flag must be', async () => {
    const as = await signedIn()
    const response = await api.post('/books', {
      as,
      body: { title: 'Emma', series_number: 0.001, rating: 4.3 },
    })
    const { error } = await response.json<{ error: { issues: object[] } }>()
    expect(error.issues).toEqual([
      { path: 'series_number', message: 'Must be a multiple of 0.01.' },
      { path: 'rating', message: 'Must be a multiple of 0.25.' },
    ])
    const flag = formChanges.safeParse({ owned: 'yes' })
    expect(flag.error?.issues[0]?.message).toBe('Must be true or false.')
  })

  it('keep a language in its canonical form', () => {
    expect(changes.parse({ language: 'EN-gb' })).toEqual({ language: 'en-GB' })
  })

  it('keep a field with the name of a member of every object', async () => {
    const as = await signedIn()
    const extra = JSON.parse('{"__proto__":"a","constructor":"b","toString":"c"}')
    const response = await api.post('/books', { as, body: { title: 'Emma', extra } })
    expect(Object.entries((await dataOf(response)).extra)).toEqual(Object.entries(extra))
  })

  it('need a title in JSON, and no field that does not exist', async () => {
    const as = await signedIn()
    for (const body of [{}, { title: 'A', colour: 'red' }, { title: 'A', version: 1 }, { title: ' ' }])
      expect(await errorOf(await api.post('/books', { as, body }))).toEqual([400, 'invalid_input'])
  })
})
