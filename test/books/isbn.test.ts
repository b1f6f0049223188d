import { describe, expect, it } from 'vitest'
import { bookFields } from '../../src/books/fields.ts'
import { readIsbn } from '../../src/books/isbn.ts'

const changes = bookFields.partial()

describe('an ISBN', () => {
  it.each([
    ['9780141439471', '9780141439471'],
    ['978-0-14-143947-1', '9780141439471'],
    [' 978 0 14 143947 1 ', '9780141439471'],
    ['978–0–14–143947–1', '9780141439471'],
    ['0141439475', '9780141439471'],
    ['0-14-143947-5', '9780141439471'],
    ['080442957X', '9780804429573'],
    ['080442957x', '9780804429573'],
    ['979-10-90636-07-1', '9791090636071'],
  ])('%s is %s', (text, digits) => {
    expect(readIsbn(text)).toBe(digits)
    expect(changes.parse({ isbn: text })).toEqual({ isbn: digits })
  })

  it.each([
    ['a wrong check digit', '9780141439472'],
    ['a wrong check digit of ten digits', '0141439476'],
    ['another prefix', '9770141439471'],
    ['X in the middle', '08044X9573'],
    ['nine digits', '014143947'],
    ['a number of a spreadsheet', '9.78014E+12'],
    ['digits of another script', '٩٧٨٠١٤١٤٣٩٤٧١'],
    ['no text', ''],
  ])('with %s is an error', (_, text) => {
    expect(readIsbn(text)).toBeUndefined()
    expect(changes.safeParse({ isbn: text }).success).toBe(false)
  })
})
