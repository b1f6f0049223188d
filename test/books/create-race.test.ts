import { beforeEach, expect, it } from 'vitest'
import { filesOf, objectKeys } from '../covers/stored.ts'
import { api, dataOf, errorOf, type Session } from '../support/client.ts'
import { bookForm, signedIn } from '../support/makers.ts'
import { times, titlesOf } from './library.ts'

const create = async (as: Session, fields?: Parameters<typeof bookForm>[0]) =>
  api.post('/books', { as, body: await bookForm(fields) })

let before: string[]
beforeEach(async () => {
  before = await objectKeys()
})

it('of many requests for one title, one gets it', async () => {
  const session = await signedIn()
  const responses = await times(12, () => create(session, { title: 'Emma' }))
  const [winner, ...others] = responses.toSorted((a, b) => a.status - b.status)
  if (!winner) throw new Error('There is no response')
  expect(winner.status).toBe(201)
  for (const other of others) expect(await errorOf(other)).toEqual([409, 'title_taken'])
  expect(others).toHaveLength(11)
  expect(await titlesOf(session.user.id)).toEqual(['Emma'])
  expect(await objectKeys()).toEqual([...before, ...filesOf(await dataOf(winner))].sort())
})

it('of many requests for different titles, each gets its own', async () => {
  const session = await signedIn()
  const responses = await times(12, () => create(session))
  expect(responses.map(({ status }) => status)).toEqual(Array(12).fill(201))
  const books = await Promise.all(responses.map((response) => dataOf(response)))
  expect(new Set(books.map(({ id }) => id)).size).toBe(12)
  expect(await objectKeys()).toEqual([...before, ...books.flatMap(filesOf)].sort())
})

it('different users may have the same title', async () => {
  const responses = await times(4, async () => create(await signedIn(), { title: 'Emma' }))
  expect(responses.map(({ status }) => status)).toEqual(Array(4).fill(201))
  const books = await Promise.all(responses.map((response) => dataOf(response)))
  expect(await objectKeys()).toEqual([...before, ...books.flatMap(filesOf)].sort())
})

it('a title is free again when its book is deleted, and one request gets it', async () => {
  const session = await signedIn()
  const { id } = await dataOf(await create(session, { title: 'Emma' }))
  await api.delete(`/books/${id}`, { as: session })
  const responses = await times(5, () => create(session, { title: 'Emma' }))
  expect(responses.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409, 409])
  expect(await titlesOf(session.user.id)).toEqual(['Emma'])
})
