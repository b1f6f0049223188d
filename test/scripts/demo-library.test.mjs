import assert from 'node:assert/strict'
import { readdirSync, statSync } from 'node:fs'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import sharp from 'sharp'
import { fieldsOf, formOf, readLibrary } from '../../scripts/demo/library.mjs'
import { bookFieldNames, bookFields } from '../../src/books/fields.ts'
import { categories, statuses } from '../../src/db/schema.ts'

const folder = new URL('../../examples/library/', import.meta.url)
const library = await readLibrary()

test('the demo library has some forty books, each once, in every category and in none', () => {
  assert.ok(library.length >= 30 && library.length <= 40)
  assert.equal(new Set(library.map(({ title }) => title)).size, library.length)
  assert.deepEqual(new Set(library.map(({ category }) => category)), new Set([...categories, null]))
})

test('its books are out of copyright, and have fields that the API takes as they are', () => {
  for (const book of library) {
    const { title, authors, description, published_year, language } = book
    assert.ok(description.length >= 40 && description.length <= 400, title)
    assert.ok(authors.length > 0 && published_year < 1929 && language, title)
    assert.deepEqual(bookFields.partial().parse(fieldsOf(book)), fieldsOf(book), title)
  }
})

test('its reader uses every field, and reads as readers do', () => {
  const used = new Set(library.flatMap((book) => Object.keys(fieldsOf(book))))
  assert.deepEqual(used, new Set(bookFieldNames))
  assert.deepEqual(new Set(library.map(({ status }) => status)), new Set(statuses))
  for (const { title, status, rating, progress, readings = [] } of library) {
    assert.equal(rating !== undefined, status === 'read', title)
    assert.equal(progress !== undefined, ['reading', 'did_not_finish'].includes(status), title)
    assert.equal(status === 'want_to_read' && readings.length > 0, false, title)
    const days = readings.flatMap(({ started_on, finished_on }) => [started_on, finished_on])
    const known = days.filter((day) => day !== null)
    assert.deepEqual(known, known.toSorted(), title)
  }
})

test('its covers are pictures of their own, small in bytes and of the shapes of books', async () => {
  const covers = library.map(({ cover }) => cover)
  assert.equal(new Set(covers).size, covers.length)
  const drawn = readdirSync(folder).filter((name) => name.endsWith('.webp'))
  assert.deepEqual(covers.filter((name) => name.endsWith('.webp')).sort(), drawn.sort())
  const sizes = drawn.map((name) => statSync(fileURLToPath(new URL(name, folder))).size)
  assert.ok(Math.max(...sizes) < 30_000)
  assert.ok(sizes.reduce((sum, size) => sum + size) < 700_000)
  for (const name of covers) {
    const { width, height } = await sharp(fileURLToPath(new URL(name, folder))).metadata()
    assert.ok(width >= 320 && height >= 390 && height / width >= 1 && height / width < 1.7, name)
  }
})

test('a book is sent with its cover and every field: lists as repeated parts, readings and extra as JSON text', async () => {
  const book = library.find(({ extra }) => extra)
  const form = await formOf({ ...book, authors: ['One', 'Other'] })
  assert.deepEqual(new Set(form.keys()), new Set(['cover_image', ...Object.keys(fieldsOf(book))]))
  assert.deepEqual(form.getAll('authors'), ['One', 'Other'])
  assert.deepEqual(JSON.parse(form.get('extra')), book.extra)
  assert.deepEqual(JSON.parse(form.get('readings')), book.readings)
  assert.ok(form.get('cover_image').size > 1000)
})
