import { env } from 'cloudflare:workers'
import { expect, it } from 'vitest'
import { filesOf, objectKeys } from '../covers/stored.ts'
import { api, dataOf, refusal } from '../support/client.ts'
import { bookForm, signedIn } from '../support/makers.ts'
import { times } from './library.ts'

const titlesOf = async (userId: string) => {
  const { results } = await env.DB.prepare('select title from books where user_id = ?').bind(userId).all()
  return results.map(({ title }) => title)
}

it('of twenty requests for one title, one gets it', async () => {
  const session = await signedIn()
  const before = await objectKeys()
  const responses = await times(20, async () =>
    api.post('/books', { as: session, body: await bookForm({ title: 'Emma' }) }),
  )
  const [winner, ...others] = responses.toSorted((a, b) => a.status - b.status)
  if (!winner) throw new Error('no answers')
  expect(winner.status).toBe(201)
  for (const other of others) expect(await refusal(other)).toEqual([409, 'title_taken'])
  expect(others).toHaveLength(19)

  expect(await titlesOf(session.user.id)).toEqual(['Emma'])
  expect(await objectKeys()).toEqual([...before, ...filesOf(await dataOf(winner))].sort())
})

it('twenty requests for as many titles all get theirs', async () => {
  const session = await signedIn()
  const before = await objectKeys()
  const responses = await times(20, async () => api.post('/books', { as: session, body: await bookForm() }))
  expect(responses.map(({ status }) => status)).toEqual(Array(20).fill(201))
  const books = await Promise.all(responses.map((response) => dataOf(response)))
  expect(new Set(books.map(({ id }) => id)).size).toBe(20)
  expect(await objectKeys()).toEqual([...before, ...books.flatMap(filesOf)].sort())
})

it('one title may be in the libraries of different users', async () => {
  const before = await objectKeys()
  const responses = await times(8, async () =>
    api.post('/books', { as: await signedIn(), body: await bookForm({ title: 'Emma' }) }),
  )
  expect(responses.map(({ status }) => status)).toEqual(Array(8).fill(201))
  const books = await Promise.all(responses.map((response) => dataOf(response)))
  expect(await objectKeys()).toEqual([...before, ...books.flatMap(filesOf)].sort())
})

it('a title is free again once its book is deleted, and for one only', async () => {
  const session = await signedIn()
  const { id } = await dataOf(
    await api.post('/books', { as: session, body: await bookForm({ title: 'Emma' }) }),
  )
  await api.delete(`/books/${id}`, { as: session })
  const responses = await times(5, async () =>
    api.post('/books', { as: session, body: await bookForm({ title: 'Emma' }) }),
  )
  expect(responses.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409, 409])
  expect(await titlesOf(session.user.id)).toEqual(['Emma'])
})
