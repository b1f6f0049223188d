import { describe, expect, it } from 'vitest'
import { api } from '../support/client.ts'
import { signedIn } from '../support/makers.ts'
import { readBook } from './calling.ts'
import { call, connect } from './connecting.ts'

describe('a repeated call', () => {
  it('adds no book twice, and says so', async () => {
    const client = await connect(await signedIn())
    await call(client, 'add_book', { title: 'Emma' })
    const { isError, value } = await call(client, 'add_book', { title: 'Emma' })
    expect(isError).toBe(true)
    expect(value).toEqual({
      error: 'title_taken',
      message:
        'You already have this book: the same title, authors and ISBN. Nothing was changed. search_books finds the book.',
    })
  })

  it('finishes a book once', async () => {
    const reader = await signedIn()
    const client = await connect(reader)
    const { value } = await call(client, 'add_book', { title: 'Emma' })
    const { id } = value.added
    for (let times = 0; times < 3; times++)
      expect((await call(client, 'finish_book', { id, review: 'Again.' })).isError).toBe(false)
    const { readings, review, version } = await readBook(reader, id)
    expect(readings).toEqual([{ started_on: null, finished_on: new Date().toISOString().slice(0, 10) }])
    expect(review).toBe('Again.')
    expect(version).toBe(2)
  })
})

describe('a change', () => {
  it('of a book that has changed since is told', async () => {
    const reader = await signedIn()
    const client = await connect(reader)
    const { value } = await call(client, 'add_book', { title: 'Emma' })
    const { id } = value.added
    await api.patch(`/books/${id}`, { as: reader, body: { rating: 3 } })
    const { isError, value: error } = await call(client, 'change_book', { id, version: 1, rating: 5 })
    expect([isError, error.error]).toEqual([true, 'version_mismatch'])
    expect(error.message).toContain('read_book')
    expect((await readBook(reader, id)).rating).toBe(3)
  })

  it('in parallel succeeds once for a version', async () => {
    const reader = await signedIn()
    const client = await connect(reader)
    const { value } = await call(client, 'add_book', { title: 'Emma' })
    const { id } = value.added
    const results = await Promise.all(
      [1, 2, 3, 4, 5].map((rating) => call(client, 'change_book', { id, version: 1, rating })),
    )
    const done = results.filter(({ isError }) => !isError)
    expect(done).toHaveLength(1)
    expect((await readBook(reader, id)).version).toBe(2)
  })

  it('only adds to texts', async () => {
    const reader = await signedIn()
    const client = await connect(reader)
    const { value } = await call(client, 'add_book', { title: 'Emma', review: 'Sharp.', tags: ['wit'] })
    const { id } = value.added
    for (const field of ['review', 'notes', 'description', 'tags', 'readings', 'extra']) {
      const { value: error } = await call(client, 'change_book', { id, version: 1, [field]: '' })
      expect(error.issues).toEqual([{ path: field, message: 'This field does not exist.' }])
    }
    await call(client, 'change_book', {
      id,
      version: 1,
      add_to_review: 'Kind as well.',
      add_tags: ['WIT', 'village'],
    })
    const book = await readBook(reader, id)
    expect(book.review).toBe('Sharp.\n\nKind as well.')
    expect(book.tags).toEqual(['wit', 'village'])
  })

  it('that makes a text too long is told', async () => {
    const client = await connect(await signedIn())
    const { value } = await call(client, 'add_book', { title: 'Emma', review: 'x'.repeat(19_990) })
    const more = { id: value.added.id, version: 1, add_to_review: 'y'.repeat(20) }
    const { value: error } = await call(client, 'change_book', more)
    expect(error).toMatchObject({ error: 'invalid_input', issues: [{ path: 'review' }] })
  })
})
