import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { api, errorOf, type Session } from '../support/client.ts'
import { newUser, password, signedIn, signIn } from '../support/makers.ts'

const newPassword = 'Another-Horse-8'

const change = (as: Session, to: unknown = newPassword, from: unknown = password) =>
  api.put('/users/password', { as, body: { current_password: from, new_password: to } })

const rowOf = (id: string) =>
  env.DB.prepare('select * from users where id = ?').bind(id).first<Record<string, unknown>>()

const signInStatus = async (email: string, secret: string) =>
  (await api.post('/users/login', { body: { email, password: secret } })).status

describe('PUT /users/password', () => {
  it('changes the password', async () => {
    const { user, ...as } = await signedIn()
    const response = await change(as)
    expect(response.status).toBe(204)
    expect(await response.text()).toBe('')
    expect(await signInStatus(user.email, password)).toBe(401)
    expect(await signInStatus(user.email, newPassword)).toBe(200)
  })

  it('ends every other session at once, but not its own', async () => {
    const user = await newUser()
    const [own, ...others] = [await signIn(user), await signIn(user), await signIn(user)]
    expect((await change(own as Session)).status).toBe(204)
    for (const as of others)
      expect(await errorOf(await api.get('/users', { as }))).toEqual([401, 'invalid_token'])
    expect((await api.get('/users', { as: own })).status).toBe(200)
  })

  it('changes no other user', async () => {
    const [one, other] = [await signedIn(), await signedIn()]
    const before = await rowOf(other.user.id)
    expect((await change(one)).status).toBe(204)
    expect(await rowOf(other.user.id)).toEqual(before)
    expect((await api.get('/users', { as: other })).status).toBe(200)
  })

  it.each([`${password}!`, `${password} `, password.toLowerCase(), 'x', 'x'.repeat(128)])(
    'rejects the wrong current password %j, and changes nothing',
    async (wrong) => {
      const user = await newUser()
      const [as, other] = [await signIn(user), await signIn(user)]
      const before = await rowOf(user.id)
      expect(await errorOf(await change(as, newPassword, wrong))).toEqual([401, 'invalid_credentials'])
      expect(await rowOf(user.id)).toEqual(before)
      expect((await api.get('/users', { as: other })).status).toBe(200)
    },
  )

  it.each([
    ['too short', 'gK7-pQ2'],
    ['too long', 'Zubrowka lantern fjord. '.repeat(6)],
    ['without all classes', 'gk7-pq2!'],
    ['that is common', 'Password123!'],
    ['that contains the name of the service', 'Bookplate-2026!'],
    ['that contains the name', 'Lovelace-2026!x'],
    ['that contains the email', 'Analytical-77!'],
  ])('rejects a new password %s, and changes nothing', async (_, weak) => {
    const email = `analytical@${crypto.randomUUID()}.example`
    const user = await newUser({ name: 'Ada Lovelace', email })
    const [as, other] = [await signIn(user), await signIn(user)]
    const response = await change(as, weak)
    expect(response.status).toBe(400)
    const issues = [{ path: 'new_password', message: expect.stringMatching(/\w/) }]
    expect(await response.json()).toMatchObject({ error: { code: 'invalid_input', issues } })
    expect((await api.get('/users', { as: other })).status).toBe(200)
    expect(await signInStatus(email, password)).toBe(200)
  })

  it('does not reveal problems of the new password to a client with a wrong old one', async () => {
    const { refresh_token, access_token } = await signedIn()
    const response = await change({ access_token, refresh_token }, 'short', 'wrong')
    expect(await errorOf(response)).toEqual([401, 'invalid_credentials'])
  })

  it('stores the new password exactly as sent', async () => {
    const { user, ...as } = await signedIn()
    const spaced = '  Ünïcödé-Horse-9 😀  '
    expect((await change(as, spaced)).status).toBe(204)
    expect(await signInStatus(user.email, spaced.trim())).toBe(401)
    expect(await signInStatus(user.email, spaced)).toBe(200)
  })

  it('updates the date of the last change', async () => {
    const { user, ...as } = await signedIn()
    await env.DB.prepare('update users set updated_at = 1000 where id = ?').bind(user.id).run()
    const before = Date.now()
    await change(as)
    expect((await rowOf(user.id))?.updated_at).toBeGreaterThanOrEqual(before)
  })

  it.each([
    {},
    { current_password: password },
    { new_password: newPassword },
    { current_password: '', new_password: newPassword },
    { current_password: 'x'.repeat(129), new_password: newPassword },
    { current_password: password, new_password: null },
    { current_password: [password], new_password: newPassword },
    { password, new_password: newPassword },
  ])('rejects %j', async (body) => {
    const response = await api.put('/users/password', { as: await signedIn(), body })
    expect(await errorOf(response)).toEqual([400, 'invalid_input'])
  })
})

describe('twenty changes at once', () => {
  const manyPasswords = Array.from({ length: 20 }, (_, index) => `Another-Horse-${index + 10}`)

  const passwordsOf = async (email: string) => {
    const statuses = await Promise.all(manyPasswords.map((secret) => signInStatus(email, secret)))
    return manyPasswords.filter((_, index) => statuses[index] === 200)
  }

  it('in one session: exactly one succeeds', async () => {
    const { user, ...as } = await signedIn()
    const responses = await Promise.all(manyPasswords.map((secret) => change(as, secret)))
    const succeeded = manyPasswords.filter((_, index) => responses[index]?.status === 204)
    expect(succeeded).toHaveLength(1)
    for (const response of responses.filter(({ status }) => status !== 204))
      expect(await errorOf(response)).toEqual([401, 'invalid_credentials'])
    expect(await passwordsOf(user.email)).toEqual(succeeded)
    expect((await api.get('/users', { as })).status).toBe(200)
  })

  it('in twenty sessions: exactly one succeeds, and only its session stays live', async () => {
    const user = await newUser()
    const sessions = await Promise.all(manyPasswords.map(() => signIn(user)))
    const responses = await Promise.all(sessions.map((as, index) => change(as, manyPasswords[index])))
    const succeeded = manyPasswords.filter((_, index) => responses[index]?.status === 204)
    expect(succeeded).toHaveLength(1)
    expect(responses.filter(({ status }) => status === 401)).toHaveLength(19)
    const alive = await Promise.all(
      sessions.map(async (as) => (await api.get('/users', { as })).status === 200),
    )
    expect(alive).toEqual(responses.map(({ status }) => status === 204))
    expect(await passwordsOf(user.email)).toEqual(succeeded)
  })
})
