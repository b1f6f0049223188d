import assert from 'node:assert/strict'
import { test } from 'node:test'
import { largestFields } from '../../scripts/drill/fields.mjs'
import { extraBytes } from '../../src/books/extra.ts'
import { bookFieldNames, bookFields } from '../../src/books/fields.ts'
import * as limits from '../../src/books/limits.ts'

test('the largest book of the drill has every field, at its limit, as the API takes it', () => {
  const book = { title: 'The largest', ...largestFields() }
  assert.deepEqual(bookFields.parse(book), book)
  assert.deepEqual(Object.keys(book).toSorted(), bookFieldNames.toSorted())
  assert.equal(Array.from(book.review).length, limits.maxReviewLength)
  assert.equal(Object.keys(book.extra).length, limits.maxExtraFields)
  assert.equal(extraBytes(book.extra), limits.maxExtraBytes)
  assert.ok(JSON.stringify(book).length < limits.maxBookJsonBytes)
})
