import { expect, it } from 'vitest'
import { linkTo, mailbox } from '../mail/mails.ts'
import { reset } from '../recovery/flows.ts'
import { asKey, insertKey, makeKey, storedKey } from '../support/api-keys.ts'
import { api, errorOf } from '../support/client.ts'
import { password, signedIn, signedInAdmin } from '../support/makers.ts'

type Owner = Awaited<ReturnType<typeof signedIn>>

const change = (as: Owner, fields: object = {}) =>
  api.put('/users/password', {
    as,
    body: { current_password: password, new_password: 'Another-Horse-8', ...fields },
  })

it.each<[string, (as: Owner) => Promise<Response>]>([
  ['the password is changed', (as) => change(as)],
  ['the account is disabled', (as) => api.delete('/users', { as })],
  [
    'an admin disables the account',
    async (as) => {
      const admin = await signedInAdmin()
      const body = { active: false, proof: { password } }
      return api.patch(`/admin/users/${as.user.id}`, { as: admin, body })
    },
  ],
  ['the account is erased', (as) => api.delete('/users?purge=true', { as, body: { password } })],
  ['the password is reset', async ({ user }) => reset(mailbox(), await linkTo(user, 'reset_password'))],
])('every key ends when %s', async (_, end) => {
  const as = await signedIn()
  const key = await makeKey(as, { scopes: ['books:read', 'books:write'] })
  const sync = await insertKey(as.user.id, ['sync'])
  const stranger = await insertKey((await signedIn()).user.id, ['books:read'])
  expect((await end(as)).ok).toBe(true)
  expect(await errorOf(await api.get('/books', { as: asKey(key.key) }))).toEqual([401, 'invalid_token'])
  expect([await storedKey(key.key), await storedKey(sync)]).toEqual([null, null])
  expect((await api.get('/books', { as: asKey(stranger) })).status).toBe(200)
})

it('the keys stay when the owner wants to keep them with a new password', async () => {
  const as = await signedIn()
  const { key } = await makeKey(as)
  expect((await change(as, { end_api_keys: false })).status).toBe(204)
  expect((await api.get('/books', { as: asKey(key) })).status).toBe(200)
})

it('the keys stay when the change of the password fails, or a session ends', async () => {
  const as = await signedIn()
  const { key } = await makeKey(as)
  expect(await errorOf(await change(as, { current_password: 'Wrong-Horse-7' }))).toEqual([
    401,
    'invalid_credentials',
  ])
  expect((await api.delete('/users/sessions', { as })).status).toBe(204)
  expect((await api.get('/books', { as: asKey(key) })).status).toBe(200)
})
