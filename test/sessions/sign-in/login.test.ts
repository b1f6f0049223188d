import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { decode } from '../../auth/jwts.ts'
import { api, dataOf, errorOf } from '../../support/client.ts'
import { newUser, password, signedIn, signIn } from '../../support/makers.ts'

const login = (email: string, secret = password, headers: Record<string, string> = {}) =>
  api.post('/users/login', { body: { email, password: secret }, headers })

const sessionsOf = async (userId: string) => {
  const query = env.DB.prepare('select * from sessions where user_id = ? order by id')
  return (await query.bind(userId).all<Record<string, unknown>>()).results
}

const disable = (userId: string) =>
  env.DB.prepare('update users set disabled_at = 1 where id = ?').bind(userId).run()

/** @returns everything that a client sees, without the headers that are new in each response */
const seen = async (response: Response) => ({
  status: response.status,
  headers: [...response.headers].filter(([name]) => !['x-request-id', 'x-d1-bookmark'].includes(name)),
  body: await response.text(),
})

describe('the right password', () => {
  it('gets tokens and the user', async () => {
    const user = await newUser()
    const response = await login(user.email)
    expect(response.status).toBe(200)
    expect(response.headers.get('Cache-Control')).toBe('no-store')
    expect(response.headers.has('Set-Cookie')).toBe(false)
    expect(await response.json()).toEqual({
      message: expect.stringMatching(/\w/),
      data: {
        access_token: expect.stringMatching(/^[\w-]+\.[\w-]+\.[\w-]{86}$/),
        token_type: 'Bearer',
        expires_in: 900,
        refresh_token: expect.stringMatching(/^[\w-]{40,}$/),
        refresh_expires_in: 30 * 24 * 60 * 60,
        user,
      },
    })
  })

  it('gets an access token that is valid for as long as the response says', async () => {
    const before = Math.floor(Date.now() / 1000)
    const { access_token, expires_in } = await dataOf(await login((await newUser()).email))
    const { iat, exp } = decode(access_token).payload as { iat: number; exp: number }
    expect(exp - iat).toBe(expires_in)
    expect(iat).toBeGreaterThanOrEqual(before)
    expect(iat).toBeLessThanOrEqual(Date.now() / 1000)
  })

  it('opens a new session each time, and all of them work', async () => {
    const user = await newUser()
    const all = [await signIn(user), await signIn(user), await signIn(user)]
    for (const as of all) expect((await api.get('/users', { as })).status).toBe(200)
    const ids = all.map(({ access_token }) => decode(access_token).payload.sid)
    expect((await sessionsOf(user.id)).map(({ id }) => id)).toEqual(ids.toSorted())
    expect(new Set(ids)).toHaveLength(3)
    expect(new Set(all.map(({ refresh_token }) => refresh_token))).toHaveLength(3)
  })

  it('works for many at once', async () => {
    const user = await newUser()
    const responses = await Promise.all(Array.from({ length: 20 }, () => login(user.email)))
    expect(responses.map(({ status }) => status)).toEqual(Array(20).fill(200))
    expect(await sessionsOf(user.id)).toHaveLength(20)
  })

  it('works with the email in any case', async () => {
    const user = await newUser()
    for (const email of [user.email.toUpperCase(), user.email.replace('reader', 'rEaDeR')])
      expect((await login(email)).status).toBe(200)
  })

  it('creates a session with its dates and its device', async () => {
    const user = await newUser()
    const before = Date.now()
    await login(user.email, password, { 'User-Agent': 'x'.repeat(1000) })
    const [session] = await sessionsOf(user.id)
    expect(session).toMatchObject({ user_id: user.id, counter: 0, user_agent: 'x'.repeat(256) })
    const { created_at, rotated_at, expires_at } = session as Record<string, number>
    expect(created_at).toBeGreaterThanOrEqual(before)
    expect([rotated_at, expires_at]).toEqual([created_at, (created_at ?? 0) + 30 * 24 * 3600 * 1000])
  })

  it('gets a refresh token that is not stored', async () => {
    const user = await newUser()
    const { refresh_token } = await signIn(user)
    const rows = JSON.stringify(await sessionsOf(user.id))
    expect(rows).not.toContain(refresh_token)
    expect(rows).not.toContain(refresh_token.slice(-20))
  })
})

describe('an unknown email and a wrong password', () => {
  it('get the same response, except for the id of the request', async () => {
    const { email } = await newUser()
    const wrong = await seen(await login(email, `${password}!`))
    expect(wrong.status).toBe(401)
    expect(wrong.headers).toContainEqual(['www-authenticate', 'Bearer realm="bookplate"'])
    expect(JSON.parse(wrong.body).error).toEqual({ code: 'invalid_credentials' })
    expect(await seen(await login(`not-${email}`))).toEqual(wrong)
  })

  it('get the same response as a wrong password of a disabled or erased account', async () => {
    const [disabled, erased] = [await newUser(), await signedIn()]
    await disable(disabled.id)
    await api.delete('/users?purge=true', { as: erased, body: { password } })
    const unknown = await seen(await login('unknown@example.com'))
    expect(await seen(await login(disabled.email, `${password}!`))).toEqual(unknown)
    expect(await seen(await login(erased.user.email))).toEqual(unknown)
  })

  it.each([
    ['in another case', password.toLowerCase()],
    ['with a space after it', `${password} `],
    ['with a space before it', ` ${password}`],
    ['with a NUL after it', `${password}\0`],
    ['with a line break after it', `${password}\n`],
    ['cut short', password.slice(0, -1)],
    ['as full-width characters', password.replace('7', '７')],
    ['as its own hash', '$pbkdf2-sha256$i=100000,c=1$AAAA$AAAA'],
    ['of one character', 'x'],
    ['of 128 characters', 'x'.repeat(128)],
    ['of SQL', "' or '1'='1' --"],
  ])('are rejected: the password %s', async (_, secret) => {
    const user = await newUser()
    expect(await errorOf(await login(user.email, secret))).toEqual([401, 'invalid_credentials'])
    expect(await sessionsOf(user.id)).toEqual([])
  })

  it.each([
    (email: string) => `x${email}`,
    (email: string) => email.replace('@', '+tag@'),
    (email: string) => email.replace('reader', '%'),
    (email: string) => email.replace('reader', '______'),
    (email: string) => email.replace('@example.com', '@example.org'),
  ])('are rejected: a similar email', async (change) => {
    const user = await newUser()
    expect((await login(change(user.email))).status).not.toBe(200)
    expect(await sessionsOf(user.id)).toEqual([])
  })
})

describe('a disabled account', () => {
  it('is reported to a client with the right password, and opens no session', async () => {
    const user = await newUser()
    await disable(user.id)
    const response = await login(user.email)
    expect(response.headers.has('WWW-Authenticate')).toBe(false)
    expect(await errorOf(response)).toEqual([403, 'account_disabled'])
    expect(await sessionsOf(user.id)).toEqual([])
  })

  it('can sign in again once it is enabled', async () => {
    const user = await newUser()
    await disable(user.id)
    await env.DB.prepare('update users set disabled_at = null where id = ?').bind(user.id).run()
    expect((await login(user.email)).status).toBe(200)
  })
})

describe('credentials that cannot exist', () => {
  it.each([
    [{ email: 'unknown', password }, 'email'],
    [{ email: '', password }, 'email'],
    [{ email: `${'x'.repeat(250)}@example.com`, password }, 'email'],
    [{ email: 'unknown@example.com', password: '' }, 'password'],
    [{ email: 'unknown@example.com', password: 'x'.repeat(129) }, 'password'],
  ])('are invalid input: %j', async (body, path) => {
    const response = await api.post('/users/login', { body })
    expect(response.status).toBe(400)
    const issues = [{ path, message: expect.stringMatching(/\w/) }]
    expect(await response.json()).toMatchObject({ error: { code: 'invalid_input', issues } })
  })
})
