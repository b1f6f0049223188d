import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { api, dataOf, errorOf } from '../../support/client.ts'
import { password, signedIn } from '../../support/makers.ts'
import { addPasskey, passkeyProof, signInWith, signUpWith } from '../../support/passkeys.ts'

const proof = { password }
const list = async (as: Parameters<typeof addPasskey>[0]) => dataOf(await api.get('/users/passkeys', { as }))

const eventsOf = async (userId: string) => {
  const { results } = await env.DB.prepare(
    "select kind, details from security_events where user_id = ? and kind like 'passkey_%' order by created_at, id",
  )
    .bind(userId)
    .all<{ kind: string; details: string }>()
  return results.map(({ kind, details }) => [kind, JSON.parse(details).name])
}

describe('GET /users/passkeys', () => {
  it('lists the own passkeys, oldest first', async () => {
    const as = await signedIn()
    const [one, two] = [await addPasskey(as), await addPasskey(as)]
    await addPasskey(await signedIn())
    expect(await list(as)).toEqual([one.passkey, two.passkey])
  })
})

describe('PATCH /users/passkeys/:id', () => {
  it('renames with proof alone', async () => {
    const as = await signedIn()
    const { passkey } = await addPasskey(as)
    const path = `/users/passkeys/${passkey.id}`
    const without = await api.patch(path, { as, body: { name: 'Blue key' } })
    expect(await errorOf(without)).toEqual([403, 'step_up_required'])
    const renamed = await api.patch(path, { as, body: { name: 'Blue key', proof } })
    expect(await dataOf(renamed)).toEqual({ ...passkey, name: 'Blue key' })
    expect(await eventsOf(as.user.id)).toEqual([
      ['passkey_added', 'Passkey'],
      ['passkey_renamed', 'Blue key'],
    ])
  })

  it.each(['', ' ', 'x'.repeat(61)])('rejects the name %j', async (name) => {
    const as = await signedIn()
    const { passkey } = await addPasskey(as)
    const response = await api.patch(`/users/passkeys/${passkey.id}`, { as, body: { name, proof } })
    expect(await errorOf(response)).toEqual([400, 'invalid_input'])
  })
})

describe('DELETE /users/passkeys/:id', () => {
  it('removes with proof alone, and tells the owner', async () => {
    const as = await signedIn()
    const { authenticator, passkey } = await addPasskey(as)
    const path = `/users/passkeys/${passkey.id}`
    expect(await errorOf(await api.delete(path, { as }))).toEqual([403, 'step_up_required'])
    expect((await api.delete(path, { as, body: { proof } })).status).toBe(204)
    expect(await list(as)).toEqual([])
    expect(await errorOf(await signInWith(authenticator))).toEqual([404, 'passkey_not_found'])
    expect((await eventsOf(as.user.id)).at(-1)).toEqual(['passkey_removed', 'Passkey'])
    expect(await errorOf(await api.delete(path, { as, body: { proof } }))).toEqual([404, 'passkey_not_found'])
  })

  it('takes a passkey as proof, also the one to remove, for this passkey alone', async () => {
    const as = await signedIn()
    const [one, two] = [await addPasskey(as), await addPasskey(as)]
    const byPasskey = () => passkeyProof(as, one.authenticator, 'remove_passkey', two.passkey.id)
    const remove = async (id: string, body: object) => api.delete(`/users/passkeys/${id}`, { as, body })
    expect(await errorOf(await remove(one.passkey.id, { proof: await byPasskey() }))).toEqual([
      401,
      'invalid_passkey',
    ])
    expect((await remove(two.passkey.id, { proof: await byPasskey() })).status).toBe(204)
    const own = await passkeyProof(as, one.authenticator, 'remove_passkey', one.passkey.id)
    expect((await remove(one.passkey.id, { proof: own })).status).toBe(204)
  })

  it('knows no passkey of another user', async () => {
    const { passkey } = await addPasskey(await signedIn())
    const as = await signedIn()
    for (const method of ['PATCH', 'DELETE']) {
      const body = { proof, ...(method === 'PATCH' && { name: 'Mine' }) }
      const response = await api.send(method, `/users/passkeys/${passkey.id}`, { as, body })
      expect(await errorOf(response)).toEqual([404, 'passkey_not_found'])
    }
  })

  it('keeps the last way to sign in, however many removals race', async () => {
    const { authenticator } = await signUpWith()
    const as = await dataOf(await signInWith(authenticator))
    const add = await passkeyProof(as, authenticator, 'add_passkey')
    const second = await addPasskey(as, undefined, add)
    const [first] = await list(as)
    const remove = async (id: string, by: typeof authenticator) => ({
      id,
      body: { proof: await passkeyProof(as, by, 'remove_passkey', id) },
    })
    const removals = [
      await remove(first.id, second.authenticator),
      await remove(second.passkey.id, authenticator),
    ]
    const responses = await Promise.all(
      removals.map(({ id, body }) => api.delete(`/users/passkeys/${id}`, { as, body })),
    )
    expect(responses.filter(({ status }) => status === 204)).toHaveLength(1)
    expect(await list(as)).toHaveLength(1)
    const [{ id: lastId }] = await list(as)
    const by = lastId === first.id ? authenticator : second.authenticator
    const { body } = await remove(lastId, by)
    const response = await api.delete(`/users/passkeys/${lastId}`, { as, body })
    expect(await errorOf(response)).toEqual([409, 'last_sign_in_method'])
    expect((await signInWith(by)).status).toBe(200)
  })
})
