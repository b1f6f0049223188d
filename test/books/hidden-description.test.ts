import { describe, expect, it } from 'vitest'
import type { StoredBook } from '../../src/books/rows.ts'
import { newCoverKey } from '../../src/covers/storage.ts'
import { api, dataOf } from '../support/client.ts'
import { signedIn } from '../support/makers.ts'
import { list } from './library.ts'
import { newCover } from './observed.ts'
import { bookRow, putRows } from './put-book.ts'

const description = 'By A. Author\n\nMy secret review.'

/** A book as the import of an older version left it, and what its owner and another reader see of it. */
const oldBook = async (fields: Partial<StoredBook> = {}) => {
  const [owner, other] = [await signedIn(), await signedIn()]
  const row = bookRow(owner.user.id, { description, descriptionIsPublic: null, ...fields })
  await putRows([row])
  const path = `/books/${row.id}`
  const seenBy = async (as: typeof owner) => (await dataOf(await api.get(path, { as }))).description
  const listedFor = async (as: typeof owner) =>
    (await list(as, '?scope=all')).data.find(({ id }) => id === row.id)?.description
  return {
    owner,
    path,
    toOwner: async () => [await seenBy(owner), await listedFor(owner)],
    toOther: async () => [await seenBy(other), await listedFor(other)],
    tagForOther: async () => (await api.get(path, { as: other })).headers.get('ETag'),
    change: async (body: object) => expect((await api.patch(path, { as: owner, body })).status).toBe(200),
  }
}

const hidden = ['', '']
const shown = [description, description]

describe('the description of an older import', () => {
  it('is shown to its owner alone, also after changes of other fields and with a cover', async () => {
    const book = await oldBook()
    expect([await book.toOwner(), await book.toOther()]).toEqual([shown, hidden])
    await book.change({ title: 'Another Title', rating: 4 })
    expect(await book.toOther()).toEqual(hidden)
    expect((await newCover(book.path, book.owner)).status).toBe(200)
    expect([await book.toOwner(), await book.toOther()]).toEqual([shown, hidden])
    await api.delete(`${book.path}/cover`, { as: book.owner })
    expect(await book.toOther()).toEqual(hidden)
  })

  it('is not that of a book with a cover, also once the cover is removed', async () => {
    const book = await oldBook({ coverKey: newCoverKey(), coverBytes: 9 })
    expect(await book.toOther()).toEqual(shown)
    expect((await api.delete(`${book.path}/cover`, { as: book.owner })).status).toBe(200)
    expect(await book.toOther()).toEqual(shown)
  })

  it('is shown to others once its owner sends it, and that is a change that they see', async () => {
    const book = await oldBook()
    const before = await book.tagForOther()
    await book.change({ description })
    expect(await book.toOther()).toEqual(shown)
    expect(await book.tagForOther()).not.toBe(before)
  })

  it('leaves the book when it is taken apart', async () => {
    const book = await oldBook()
    await book.change({ authors: ['A. Author'], review: 'My secret review.', description: '' })
    await book.change({ description: 'A book for everybody.' })
    expect(await book.toOther()).toEqual(['A book for everybody.', 'A book for everybody.'])
  })
})
