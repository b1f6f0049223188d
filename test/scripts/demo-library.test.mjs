import assert from 'node:assert/strict'
import { readdirSync, statSync } from 'node:fs'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import sharp from 'sharp'
import { formOf, readLibrary } from '../../scripts/demo/library.mjs'
import { categories } from '../../src/db/schema.ts'

const folder = new URL('../../examples/library/', import.meta.url)
const library = await readLibrary()

test('the demo library has some thirty books, each once, in every category', () => {
  assert.ok(library.length >= 30 && library.length <= 40)
  assert.equal(new Set(library.map(({ title }) => title)).size, library.length)
  assert.deepEqual([...new Set(library.map(({ category }) => category))].sort(), [...categories].sort())
})

test('its books have what the API takes later: authors, a year, a language', () => {
  for (const { title, authors, description, published_year, language, series, series_number } of library) {
    assert.ok(title.length <= 200 && description.length >= 40 && description.length <= 400, title)
    assert.ok(authors.length > 0 && authors.every((name) => name.length <= 200), title)
    assert.ok(Number.isInteger(published_year) && published_year < 1929, title)
    assert.match(language, /^[a-z]{2}$/)
    assert.equal(series === undefined, series_number === undefined, title)
  }
})

test('its covers are pictures of their own, small in bytes and of the shapes of books', async () => {
  const covers = library.map(({ cover }) => cover)
  assert.equal(new Set(covers).size, covers.length)
  const drawn = readdirSync(folder).filter((name) => name.endsWith('.webp'))
  assert.deepEqual(covers.filter((name) => name.endsWith('.webp')).sort(), drawn.sort())
  const sizes = drawn.map((name) => statSync(fileURLToPath(new URL(name, folder))).size)
  assert.ok(Math.max(...sizes) < 30_000)
  assert.ok(sizes.reduce((sum, size) => sum + size) < 600_000)
  for (const name of covers) {
    const { width, height } = await sharp(fileURLToPath(new URL(name, folder))).metadata()
    assert.ok(width >= 320 && height >= 390 && height / width >= 1 && height / width < 1.7, name)
  }
})

test('a book is sent with its title, description, category and cover', async () => {
  const [book] = library
  const form = await formOf(book)
  assert.deepEqual([...form.keys()], ['title', 'description', 'category', 'cover_image'])
  assert.equal(form.get('title'), book.title)
  assert.ok(form.get('cover_image').size > 1000)
})
