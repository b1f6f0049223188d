import { expect, it } from 'vitest'
import { data } from '../../client/index.ts'
import { insertKey } from '../support/api-keys.ts'
import { newUser } from '../support/makers.ts'
import { open } from './service.ts'

const clientOf = async (scopes: Parameters<typeof insertKey>[1]) => {
  const user = await newUser()
  const apiKey = await insertKey(user.id, scopes)
  return { user, client: open({ apiKey }).client }
}

it('a client with an API key acts as its user, without a session', async () => {
  const { user, client } = await clientOf(['books:read', 'books:write', 'profile:read'])
  const book = await data(client.api.books.$post({ json: { title: 'Dune' } }))
  expect(book.user_id).toBe(user.id)
  expect(await data(client.api.users.$get())).toMatchObject({ id: user.id })
  expect(client.user).toBeUndefined()
})

it('an error says that the key lacks a scope, and the next request is sent with the key again', async () => {
  const { client } = await clientOf(['books:read'])
  await expect(client.api.books.$post({ json: { title: 'Dune' } })).rejects.toMatchObject({
    status: 403,
    code: 'insufficient_scope',
  })
  expect(await data(client.api.books.$get({ query: {} }))).toEqual([])
})
