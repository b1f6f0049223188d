import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { api, dataOf, errorOf } from '../support/client.ts'
import { newUser, signedIn, signIn } from '../support/makers.ts'

const rowOf = (id: string) =>
  env.DB.prepare('select * from users where id = ?').bind(id).first<Record<string, unknown>>()

describe('GET /users', () => {
  it('responds with the signed-in user', async () => {
    const { user, ...as } = await signedIn()
    const response = await api.get('/users', { as })
    expect(response.status).toBe(200)
    expect(response.headers.get('Cache-Control')).toBe('no-store')
    expect(await dataOf(response)).toEqual(user)
  })

  it('reveals no private column', async () => {
    const body = await (await api.get('/users', { as: await signedIn() })).text()
    for (const secret of ['password', 'hash', 'pbkdf2', 'disabled', 'erased'])
      expect(body).not.toContain(secret)
  })
})

describe.each(['PUT', 'PATCH'])('%s /users', (method) => {
  const rename = async (name: unknown) => {
    const { user, ...as } = await signedIn()
    return { user, as, response: await api.send(method, '/users', { as, body: { name } }) }
  }

  it('changes the name and nothing else', async () => {
    const { user, as, response } = await rename('  Grace Hopper ')
    expect(response.status).toBe(200)
    const changed = await dataOf(response)
    expect(changed).toEqual({ ...user, name: 'Grace Hopper', updated_at: changed.updated_at })
    expect(await dataOf(await api.get('/users', { as }))).toEqual(changed)
  })

  it('updates the date of the last change', async () => {
    const { user, ...as } = await signedIn()
    await env.DB.prepare('update users set updated_at = 1000 where id = ?').bind(user.id).run()
    const before = Date.now()
    const changed = await dataOf(await api.send(method, '/users', { as, body: { name: 'Grace Hopper' } }))
    expect(Date.parse(changed.updated_at)).toBeGreaterThanOrEqual(before)
  })

  it.each(['', 'Grace', 'x'.repeat(101), 'Grace\nHopper', 'a '.repeat(31), null, 7, ['Grace Hopper']])(
    'rejects %j like a sign-up, and changes nothing',
    async (name) => {
      const { user, response } = await rename(name)
      const row = await rowOf(user.id)
      expect(response.status).toBe(400)
      const issues = expect.arrayContaining([{ path: 'name', message: expect.stringMatching(/\w/) }])
      expect(await response.json()).toMatchObject({ error: { code: 'invalid_input', issues } })
      expect(row?.name).toBe(user.name)
    },
  )

  it.each([
    { email: 'other@example.com' },
    { password: 'Another-Horse-8' },
    { id: crypto.randomUUID() },
    { role: 'admin' },
    { created_at: '2020-01-01T00:00:00Z' },
    { disabled_at: null },
    { password_hash: 'x' },
    { passwordHash: 'x' },
  ])('rejects other fields: %j', async (fields) => {
    const { user, ...as } = await signedIn()
    const before = await rowOf(user.id)
    const response = await api.send(method, '/users', { as, body: { name: 'Grace Hopper', ...fields } })
    expect(await errorOf(response)).toEqual([400, 'invalid_input'])
    expect(await rowOf(user.id)).toEqual(before)
  })

  it('requires a name', async () => {
    const response = await api.send(method, '/users', { as: await signedIn(), body: {} })
    expect(await errorOf(response)).toEqual([400, 'invalid_input'])
  })

  it('ends no session', async () => {
    const user = await newUser()
    const [one, other] = [await signIn(user), await signIn(user)]
    await api.send(method, '/users', { as: one, body: { name: 'Grace Hopper' } })
    for (const as of [one, other]) expect((await api.get('/users', { as })).status).toBe(200)
  })

  it('changes no other user', async () => {
    const other = await newUser()
    const before = await rowOf(other.id)
    await rename('Grace Hopper')
    expect(await rowOf(other.id)).toEqual(before)
  })
})
