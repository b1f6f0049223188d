import { env } from 'cloudflare:workers'
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import type { StoredBook } from '../../../src/books/rows.ts'
import { api, dataOf } from '../../support/client.ts'
import { signedIn } from '../../support/makers.ts'
import { repetitions } from '../../support/repetitions.ts'
import { rowOf } from '../library.ts'
import { bookRow, putRows } from '../put-book.ts'
import { creation, done, update } from './batch.ts'
import { bookChange } from './random-books.ts'

let reader: Awaited<ReturnType<typeof signedIn>>
let other: Awaited<ReturnType<typeof signedIn>>
beforeAll(async () => {
  reader = await signedIn()
  other = await signedIn()
})

/** @returns the row of a book without the columns that differ between two requests, or two books */
const comparable = async (bookId: string) => {
  const row = { ...(await rowOf(bookId)) }
  for (const name of ['id', 'user_id', 'created_at', 'updated_at', 'change_seq']) delete row[name]
  return { ...row, public_updated_at: row.public_updated_at !== null }
}

const sizeOf = (userId: string) =>
  env.DB.prepare('select book_count, text_bytes, cover_bytes from users where id = ?').bind(userId).first()

const forget = () =>
  env.DB.batch([
    env.DB.prepare('delete from books'),
    env.DB.prepare('update users set book_count = 0, text_bytes = 0, cover_bytes = 0'),
  ])

describe('an operation of a batch does what its own request does', () => {
  it('to a new book', async () => {
    await fc.assert(
      fc.asyncProperty(bookChange(), async (fields) => {
        await forget()
        const book = { ...fields, title: fields.title ?? 'Emma' }
        const single = await dataOf(await api.post('/books', { as: reader, body: book }))
        const [inBatch] = await done(other, creation(book))
        expect(await comparable(inBatch?.id ?? '')).toEqual(await comparable(single.id))
        expect(await sizeOf(other.user.id)).toEqual(await sizeOf(reader.user.id))
      }),
      { numRuns: repetitions(20, 300) },
    )
  })

  it('to a book, however often it changes', async () => {
    const changes = fc.array(bookChange(), { minLength: 1, maxLength: 4 })
    const starts = fc.constantFrom<Partial<StoredBook>>(
      {},
      { keyedVersion: null, titleKey: null, authorKey: null },
      { description: 'By Jane Austen\n\nMy review', descriptionIsPublic: null },
      { descriptionIsPublic: false, privateVersion: 1, publicVersion: 1, publicUpdatedAt: new Date(5) },
    )
    await fc.assert(
      fc.asyncProperty(starts, changes, async (start, all) => {
        await forget()
        const same = { title: 'Emma', ...start }
        const [one, two] = [bookRow(reader.user.id, same), bookRow(other.user.id, same)]
        await putRows([one, two])
        for (const change of all) {
          expect((await api.patch(`/books/${one.id}`, { as: reader, body: change })).status).toBe(200)
          await done(other, update(two.id, change))
          expect(await comparable(two.id)).toEqual(await comparable(one.id))
          expect(await sizeOf(other.user.id)).toEqual(await sizeOf(reader.user.id))
        }
      }),
      { numRuns: repetitions(20, 300) },
    )
  })

  it('to many books, each with other fields', async () => {
    const changes = fc.array(bookChange(), { minLength: 2, maxLength: 8 })
    await fc.assert(
      fc.asyncProperty(changes, async (all) => {
        await forget()
        const books = all.map((_, at) => ({ title: `Book ${at}`, authors: [`Author ${at}`] }))
        const mine = books.map((book) => bookRow(reader.user.id, book))
        const theirs = books.map((book) => bookRow(other.user.id, book))
        await putRows([...mine, ...theirs])
        const distinct = all.map((change, at) => ({
          ...change,
          ...(change.title !== undefined && { title: `${change.title} ${at}` }),
        }))
        for (const [at, change] of distinct.entries())
          await api.patch(`/books/${mine[at]?.id}`, { as: reader, body: change })
        await done(other, ...distinct.map((change, at) => update(theirs[at]?.id ?? '', change)))
        for (const [at, { id }] of theirs.entries())
          expect(await comparable(id)).toEqual(await comparable(mine[at]?.id ?? ''))
        expect(await sizeOf(other.user.id)).toEqual(await sizeOf(reader.user.id))
      }),
      { numRuns: repetitions(8, 100) },
    )
  })
})
