import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { api, dataOf, errorOf } from '../support/client.ts'
import { newUser, password, signedIn } from '../support/makers.ts'
import { newEmail, rowOf, signUp } from './signing-up.ts'

describe('POST /users', () => {
  it('creates a user and responds with its location', async () => {
    const email = newEmail()
    const before = Date.now()
    const response = await signUp({ name: 'Ada Lovelace', email })
    expect(response.status).toBe(201)
    expect(response.headers.get('Location')).toBe(`${env.PUBLIC_URL}/users`)
    const user = await dataOf(response)
    expect(user).toEqual({
      id: expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/),
      name: 'Ada Lovelace',
      email,
      created_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
      email_verified: false,
      role: 'reader',
      updated_at: user.created_at,
    })
    expect(Date.parse(user.created_at)).toBeGreaterThanOrEqual(before)
    expect(Date.parse(user.created_at)).toBeLessThanOrEqual(Date.now())
  })

  it('stores a hash of the password, not the password', async () => {
    const email = newEmail()
    expect((await signUp({ email })).status).toBe(201)
    const row = await rowOf(email)
    expect(row?.password_hash).toMatch(
      /^\$pbkdf2-sha256\$i=100000,c=1\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/,
    )
    expect(JSON.stringify(row)).not.toContain(password)
  })

  it('opens no session', async () => {
    const { id } = await dataOf(await signUp())
    expect(await env.DB.prepare('select id from sessions where user_id = ?').bind(id).first()).toBeNull()
  })

  it('creates another user for a signed-in user too', async () => {
    const response = await api.post('/users', {
      as: await signedIn(),
      body: { name: 'Some Reader', email: newEmail(), password },
    })
    expect(response.status).toBe(201)
  })
})

describe('an email that is taken', () => {
  const count = async (email: string) => {
    const query = env.DB.prepare('select count(*) as count from users where lower(email) = lower(?)')
    return query.bind(email).first<number>('count')
  }

  it('is rejected in any case, and the account does not change', async () => {
    const { email } = await newUser()
    const before = await rowOf(email)
    for (const taken of [email, email.toUpperCase(), email.replace('reader', 'Reader')])
      expect(await errorOf(await signUp({ email: taken, name: 'Another Reader' }))).toEqual([
        409,
        'email_taken',
      ])
    expect(await rowOf(email)).toEqual(before)
  })

  it('is rejected for all but one of twenty sign-ups at once', async () => {
    const email = newEmail()
    const responses = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        signUp({ email: index % 2 ? email : email.toUpperCase(), name: `Reader ${index}` }),
      ),
    )
    const statuses = responses.map(({ status }) => status).sort()
    expect(statuses).toEqual([201, ...Array(19).fill(409)])
    for (const response of responses.filter(({ status }) => status === 409))
      expect(await errorOf(response)).toEqual([409, 'email_taken'])
    expect(await count(email)).toBe(1)
  })

  it('is rejected while its account is disabled', async () => {
    const { user, ...as } = await signedIn()
    expect((await api.delete('/users', { as })).status).toBe(204)
    expect(await errorOf(await signUp({ email: user.email }))).toEqual([409, 'email_taken'])
  })
})
