import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { maxApiKeysPerUser } from '../../src/api-keys/limits.ts'
import { readApiKey } from '../../src/auth/api-key.ts'
import { apiKeyWish, asKey, insertKey, makeKey, storedKey } from '../support/api-keys.ts'
import { api, dataOf, errorOf, type Session } from '../support/client.ts'
import { addFactors } from '../support/factors.ts'
import { password, signedIn } from '../support/makers.ts'
import { runAt } from '../support/run-maintenance.ts'

const path = '/users/api-keys'
const proof = { password }
const dayMs = 24 * 60 * 60 * 1000

const make = (as: Session, fields: object) =>
  api.post(path, { as, body: { ...apiKeyWish, proof, ...fields } })
const list = async (as: Session) => dataOf(await api.get(path, { as }))

const eventsOf = async (userId: string) => {
  const { results } = await env.DB.prepare(
    "select kind, details from security_events where user_id = ? and kind like 'api_key_%' order by created_at, id",
  )
    .bind(userId)
    .all<{ kind: string; details: string }>()
  return results.map(({ kind, details }) => [kind, JSON.parse(details)])
}

describe('POST /users/api-keys', () => {
  it('shows the key once, and tells the owner', async () => {
    const as = await signedIn()
    const { key, ...shown } = await makeKey(as, {
      name: ' Web page ',
      scopes: ['books:read', 'profile:read'],
    })
    expect(shown).toMatchObject({ name: 'Web page', scopes: ['books:read', 'profile:read'] })
    expect(key.startsWith(shown.prefix)).toBe(true)
    expect(readApiKey(key)).toEqual({ userId: as.user.id })
    expect(Date.parse(shown.expires_at) - Date.parse(shown.created_at)).toBe(30 * dayMs)
    expect(await list(as)).toEqual([{ ...shown, last_used_at: null }])
    expect(JSON.stringify(await storedKey(key))).not.toContain(key.slice(shown.prefix.length))
    const details = { name: 'Web page', scopes: 'books:read profile:read' }
    expect(await eventsOf(as.user.id)).toEqual([['api_key_added', details]])
    expect((await api.get('/users', { as: asKey(key) })).status).toBe(200)
  })

  it('asks for proof, with TOTP for a code as well', async () => {
    const as = await signedIn()
    expect(await errorOf(await api.post(path, { as, body: apiKeyWish }))).toEqual([403, 'step_up_required'])
    const factors = await addFactors(as)
    expect(await errorOf(await make(as, {}))).toEqual([403, 'step_up_required'])
    expect((await make(as, { proof: { password, code: await factors.code() } })).status).toBe(201)
  })

  it.each([
    ['an empty name', { name: ' ' }],
    ['a long name', { name: 'x'.repeat(101) }],
    ['no scope', { scopes: [] }],
    ['an unknown scope', { scopes: ['books:delete'] }],
    ['a scope twice', { scopes: ['books:read', 'books:read'] }],
    ['sync with another scope', { scopes: ['sync', 'books:read'] }],
    ['no day', { expires_in_days: 0 }],
    ['a day too many', { expires_in_days: 366 }],
    ['half a day', { expires_in_days: 1.5 }],
    ['no end', { expires_in_days: null }],
    ['an unknown field', { admin: true }],
  ])('rejects %s', async (_, fields) => {
    expect(await errorOf(await make(await signedIn(), fields))).toEqual([400, 'invalid_input'])
  })

  it('stops at the limit, however many requests race', async () => {
    const as = await signedIn()
    for (let n = 0; n < maxApiKeysPerUser - 1; n++) await insertKey(as.user.id, ['books:read'])
    // An ended key does not count.
    await insertKey(as.user.id, ['books:read'], { expiresAt: Date.now() - 1 })
    const responses = await Promise.all(Array.from({ length: 5 }, () => make(as, {})))
    const statuses = responses.map(({ status }) => status).toSorted()
    expect(statuses).toEqual([201, 409, 409, 409, 409])
    const rejected = responses.find(({ status }) => status === 409)
    expect(rejected && (await errorOf(rejected))).toEqual([409, 'too_many_api_keys'])
    expect(await list(as)).toHaveLength(maxApiKeysPerUser)
    expect(await eventsOf(as.user.id)).toHaveLength(1)
  })
})

describe('DELETE /users/api-keys/:id', () => {
  it('revokes without proof, from the next request on', async () => {
    const as = await signedIn()
    const { id, key, name } = await makeKey(as)
    expect((await api.get('/books', { as: asKey(key) })).status).toBe(200)
    expect((await api.delete(`${path}/${id}`, { as })).status).toBe(204)
    expect(await errorOf(await api.get('/books', { as: asKey(key) }))).toEqual([401, 'invalid_token'])
    expect(await list(as)).toEqual([])
    expect((await eventsOf(as.user.id)).at(-1)).toEqual(['api_key_removed', { name }])
    expect(await errorOf(await api.delete(`${path}/${id}`, { as }))).toEqual([404, 'api_key_not_found'])
  })

  it('does not find the key of another reader, or no id', async () => {
    const [as, other] = [await signedIn(), await signedIn()]
    const { id, key } = await makeKey(other)
    for (const one of [id, 'x', crypto.randomUUID()])
      expect(await errorOf(await api.delete(`${path}/${one}`, { as }))).toEqual([404, 'api_key_not_found'])
    expect((await api.get('/books', { as: asKey(key) })).status).toBe(200)
  })

  it('lets no write through afterwards, however many race with it', async () => {
    const as = await signedIn()
    const { id, key } = await makeKey(as, { scopes: ['books:write'] })
    const write = async (at: number) =>
      (await api.post('/books', { as: asKey(key), body: { title: `Title ${at}` } })).status
    const [revoked, ...statuses] = await Promise.all([
      api.delete(`${path}/${id}`, { as }),
      ...Array.from({ length: 10 }, (_, at) => write(at)),
    ])
    expect(revoked.status).toBe(204)
    expect(statuses.every((status) => [201, 401].includes(status))).toBe(true)
    const before = await dataOf(await api.get('/books', { as }))
    expect(before).toHaveLength(statuses.filter((status) => status === 201).length)
    expect(await Promise.all(Array.from({ length: 5 }, (_, at) => write(20 + at)))).toEqual(
      Array(5).fill(401),
    )
    expect(await dataOf(await api.get('/books', { as }))).toHaveLength(before.length)
  })

  it('ends a key once, however many requests race', async () => {
    const as = await signedIn()
    const { id } = await makeKey(as)
    const ends = await Promise.all(Array.from({ length: 4 }, () => api.delete(`${path}/${id}`, { as })))
    expect(ends.map(({ status }) => status).toSorted()).toEqual([204, 404, 404, 404])
    expect((await eventsOf(as.user.id)).filter(([kind]) => kind === 'api_key_removed')).toHaveLength(1)
  })
})

it('the clean-up deletes ended keys, and no other', async () => {
  const as = await signedIn()
  const ended = await insertKey(as.user.id, ['books:read'], { expiresAt: Date.now() - 1 })
  const live = await insertKey(as.user.id, ['books:read'])
  await runAt(new Date())
  expect([await storedKey(ended), (await storedKey(live)) !== null]).toEqual([null, true])
})
