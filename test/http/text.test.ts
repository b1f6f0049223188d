import { describe, expect, it } from 'vitest'
import { codePoints, text, trimmedText } from '../../src/http/text.ts'

const smile = '😀'

/** @returns the text as the schema outputs it, or the messages of its issues */
const read = (schema: ReturnType<typeof text> | ReturnType<typeof trimmedText>, value: unknown) => {
  const result = schema.safeParse(value)
  return result.success ? result.data : result.error.issues.map(({ message }) => message)
}

describe('codePoints', () => {
  it.each([
    ['', 0],
    ['abc', 3],
    [smile, 1],
    [smile.repeat(3), 3],
    ['é', 1],
    ['e\u0301', 2],
    ['👩‍👩‍👧', 5],
    ['\ud800', 1],
  ])('counts %j as %i', (value, count) => {
    expect(codePoints(value)).toBe(count)
  })
})

describe('text', () => {
  const name = text({ min: 2, max: 4 })

  it.each(['ab', 'abcd', smile.repeat(2), smile.repeat(4), '    ', '\0\n\t', 'a\u0301\u0301\u0301'])(
    'accepts %j without a change',
    (value) => {
      expect(read(name, value)).toBe(value)
    },
  )

  it.each([
    ['', 'Must have at least 2 characters.'],
    ['a', 'Must have at least 2 characters.'],
    [smile, 'Must have at least 2 characters.'],
    ['abcde', 'Must have at most 4 characters.'],
    [smile.repeat(5), 'Must have at most 4 characters.'],
  ])('rejects %j for its length', (value, message) => {
    expect(read(name, value)).toEqual([message])
  })

  it.each(['a\ud800b', 'a\udc00b', '\udc00\ud800', 'ab\ud83d'])(
    'rejects %j, an unpaired surrogate',
    (value) => {
      expect(read(name, value)).toContain('Must be well-formed Unicode.')
    },
  )

  it.each([undefined, null, 12, true, ['ab'], { length: 3 }])('rejects %j, which is not text', (value) => {
    expect(read(name, value)).toHaveLength(1)
  })

  it('may be empty without a minimum', () => {
    expect(read(text({ max: 4 }), '')).toBe('')
    expect(read(text({ min: 1, max: 4 }), '')).toEqual(['Must not be empty.'])
  })
})

describe('trimmedText', () => {
  const title = trimmedText({ min: 1, max: 4 })

  it.each([
    ['  ab  ', 'ab'],
    ['\t\r\n ab\u00a0\u2003\u3000', 'ab'],
    [' a  b ', 'a  b'],
    [`  ${smile.repeat(4)}  `, smile.repeat(4)],
    ['    abcd    ', 'abcd'],
  ])('trims %j to %j before it measures', (value, trimmed) => {
    expect(read(title, value)).toBe(trimmed)
  })

  it('is empty for white space', () => {
    expect(read(title, ' \t\n\u00a0 ')).toEqual(['Must not be empty.'])
  })

  it('rejects a trimmed text that is too long or not well-formed', () => {
    expect(read(title, ' abcde ')).toEqual(['Must have at most 4 characters.'])
    expect(read(title, ' a\ud800 ')).toEqual(['Must be well-formed Unicode.'])
    expect(read(title, 5)).toHaveLength(1)
  })
})
