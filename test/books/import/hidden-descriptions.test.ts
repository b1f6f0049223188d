import { expect, it } from 'vitest'
import { api, dataOf, type Session } from '../../support/client.ts'
import { signedIn } from '../../support/makers.ts'
import { list } from '../library.ts'
import { newCover } from '../observed.ts'
import { bookRow, putRows } from '../put-book.ts'
import { exportOf, reportOf } from './transfer.ts'

const description = 'By A. Author\n\nMy secret review.'

/** A book as the import of an older version left it. */
const withOldBook = async () => {
  const as = await signedIn()
  const row = bookRow(as.user.id, { title: 'Nada', description, descriptionIsPublic: null })
  await putRows([row])
  return { as, id: row.id }
}

const ownId = async (as: Session): Promise<string> => (await list(as)).data[0]?.id ?? ''

/** The description for the owner and for another reader. */
const seenOf = async (owner: Session, id: string): Promise<string[]> => {
  const readers = [owner, await signedIn()]
  const seen = readers.map(async (as) => (await dataOf(await api.get(`/books/${id}`, { as }))).description)
  return Promise.all(seen)
}

it.each(['json', 'csv'])('stay hidden when our export comes into another account: %s', async (format) => {
  const { as } = await withOldBook()
  const file = await exportOf(as, format)
  const copy = await signedIn()
  expect(await reportOf(copy, file)).toMatchObject({ created: 1 })
  const id = await ownId(copy)
  expect(await seenOf(copy, id)).toEqual([description, ''])
  expect((await newCover(`/books/${id}`, copy)).status).toBe(200)
  expect(await seenOf(copy, id)).toEqual([description, ''])
  expect(await exportOf(copy, format)).toBe(file)
  await api.patch(`/books/${id}`, { as: copy, body: { description } })
  expect(await seenOf(copy, id)).toEqual([description, description])
})

it('stay hidden in the files of the first version', async () => {
  const [csv, json] = [await signedIn(), await signedIn()]
  await reportOf(csv, `title,description,category\nNada,"${description}",fantasy\n`)
  const books = [{ title: 'Nada', description, category: 'fantasy' }]
  await reportOf(json, JSON.stringify({ format: 'bookplate', version: 1, books }))
  for (const as of [csv, json]) expect(await seenOf(as, await ownId(as))).toEqual([description, ''])
})

it('stay hidden when our export updates the library', async () => {
  const { as, id } = await withOldBook()
  const file = await exportOf(as, 'json')
  const all = { existing: 'update', overwrite: 'description' }
  await reportOf(as, file, { existing: 'update' })
  expect(await reportOf(as, file, all)).toMatchObject({ skipped: 1 })
  expect(await seenOf(as, id)).toEqual([description, ''])
  const edited = file.replace('secret review', 'second review').replace('"status":null', '"status":"read"')
  expect(await reportOf(as, edited, all)).toMatchObject({ updated: 1 })
  const second = description.replace('secret', 'second')
  expect(await seenOf(as, id)).toEqual([second, ''])
  const blurb = 'A novel of Barcelona.'
  await reportOf(as, file.replace(JSON.stringify(description), JSON.stringify(blurb)), all)
  expect(await seenOf(as, id)).toEqual([blurb, blurb])
})

it('are other descriptions in the files of other services', async () => {
  const as = await signedIn()
  await reportOf(as, 'title,authors,author_sort,comments\nNada,Carmen X,"X, Carmen",By and by.\n')
  expect(await seenOf(as, await ownId(as))).toEqual(['By and by.', 'By and by.'])
})
