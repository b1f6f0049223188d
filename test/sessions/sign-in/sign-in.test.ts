import { env } from 'cloudflare:workers'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { attemptCounter } from '../../../src/auth/throttle/statements.ts'
import { type Database, openDatabase } from '../../../src/db/client.ts'
import { newMfaToken } from '../../../src/factors/pending/mfa-token.ts'
import { maxSessionsPerUser } from '../../../src/sessions/limits.ts'
import { signIn } from '../../../src/sessions/sign-in/sign-in.ts'
import { api, request } from '../../support/client.ts'
import { newUser, password, signedIn, signIn as signInOverApi } from '../../support/makers.ts'
import { fetchWith } from '../../support/worker.ts'

const db = openDatabase(env.DB)
const newPassword = 'Another-Horse-8'

const attempt = (email: string, secret = password) => ({
  email,
  password: secret,
  counter: attemptCounter(email),
  client: { userAgent: 'test', replaces: undefined, isKnown: true },
  trustedDigest: '',
  mfaToken: newMfaToken(false),
})

const at = (passwordHashCalls: number) => ({ passwordHashCalls, freeAttempts: 1000 })

/** D1 where `between` happens after the first batch. */
const interrupted = (between: () => Promise<unknown>): Database => {
  let batches = 0
  return {
    bookmark: () => null,
    usage: db.usage,
    batch: async (queries) => {
      if (++batches === 2) await between()
      return db.batch(queries)
    },
  }
}

const sessionsOf = async (userId: string) => {
  const query = env.DB.prepare('select id, rotated_at from sessions where user_id = ? order by rotated_at')
  return (await query.bind(userId).all<{ id: string; rotated_at: number }>()).results
}

const storedHash = (userId: string) =>
  env.DB.prepare('select password_hash from users where id = ?').bind(userId).first<string>('password_hash')

afterEach(() => {
  vi.restoreAllMocks()
})

describe('the work of a rejected sign-in', () => {
  /** @returns the iterations of each PBKDF2 call of a sign-in */
  const workOf = async (email: string, secret: string, hashCalls: number) => {
    const derive = vi.spyOn(crypto.subtle, 'deriveBits')
    const result = await signIn(db, attempt(email, secret), at(hashCalls), new Date())
    expect(result.kind).toBe('invalid_credentials')
    const calls = derive.mock.calls.map(([algorithm]) => (algorithm as { iterations: number }).iterations)
    derive.mockRestore()
    return calls
  }

  it.each([1, 2, 6])('is the same for an unknown email and a wrong password, at %i calls', async (calls) => {
    const { email } = await newUser()
    await signIn(db, attempt(email), at(calls), new Date())
    expect(await workOf(email, `${password}!`, calls)).toEqual(Array(calls).fill(100_000))
    expect(await workOf('unknown@example.com', password, calls)).toEqual(Array(calls).fill(100_000))
  })

  it('is the same when the hash of the user is older and cheaper', async () => {
    const { email } = await newUser()
    expect(await workOf(email, `${password}!`, 3)).toEqual(await workOf('unknown@example.com', password, 3))
  })
})

describe('a hash of other parameters', () => {
  const signInAt = (calls: number, email: string) => {
    const ask = request('POST', '/users/login', { body: { email, password } })
    return fetchWith({ PASSWORD_HASH_CALLS: String(calls) }, ask)
  }

  it('is replaced at the next sign-in, and open sessions stay live', async () => {
    const { user, ...before } = await signedIn()
    expect((await signInAt(2, user.email)).status).toBe(200)
    expect(await storedHash(user.id)).toMatch(/^\$pbkdf2-sha256\$i=100000,c=2\$/)
    expect((await api.get('/users', { as: before })).status).toBe(200)
    expect((await signInAt(2, user.email)).status).toBe(200)
    await signInOverApi(user)
    expect(await storedHash(user.id)).toMatch(/^\$pbkdf2-sha256\$i=100000,c=1\$/)
  })

  it('stays when the password is wrong, and when it has the current parameters', async () => {
    const user = await newUser()
    const hash = await storedHash(user.id)
    await signIn(db, attempt(user.email, `${password}!`), at(2), new Date())
    expect(await storedHash(user.id)).toBe(hash)
    await signInOverApi(user)
    expect(await storedHash(user.id)).toBe(hash)
  })

  it('is replaced while another sign-in with the same password is in progress, and both succeed', async () => {
    const { id, email } = await newUser()
    const other = interrupted(() => signIn(db, attempt(email), at(2), new Date()))
    expect((await signIn(other, attempt(email), at(2), new Date())).kind).toBe('signed_in')
    expect(await sessionsOf(id)).toHaveLength(2)
  })

  it('is replaced by one of many sign-ins at once, and all succeed', async () => {
    const { id, email } = await newUser()
    const responses = await Promise.all(Array.from({ length: 5 }, () => signInAt(2, email)))
    expect(responses.map(({ status }) => status)).toEqual(Array(5).fill(200))
    expect(await sessionsOf(id)).toHaveLength(5)
  })
})

describe('while the password is being verified', () => {
  it.each<[string, (userId: string) => Promise<unknown>]>([
    [
      'the account is disabled',
      (id) => env.DB.prepare('update users set disabled_at = 1 where id = ?').bind(id).run(),
    ],
    ['the account is erased', (id) => env.DB.prepare('delete from users where id = ?').bind(id).run()],
  ])('%s: no session is opened', async (_, change) => {
    const { id, email } = await newUser()
    const result = await signIn(
      interrupted(() => change(id)),
      attempt(email),
      at(1),
      new Date(),
    )
    expect(['invalid_credentials', 'account_disabled']).toContain(result.kind)
    expect(await sessionsOf(id)).toEqual([])
  })

  it('the password is changed: no session is opened', async () => {
    const { user, ...as } = await signedIn()
    const body = { current_password: password, new_password: newPassword }
    const change = interrupted(() => api.put('/users/password', { as, body }))
    const result = await signIn(change, attempt(user.email), at(1), new Date())
    expect(result.kind).toBe('invalid_credentials')
    expect(await sessionsOf(user.id)).toHaveLength(1)
  })

  it('the password is changed: the old hash is not restored', async () => {
    const { user, ...as } = await signedIn()
    const body = { current_password: password, new_password: newPassword }
    const change = interrupted(() => api.put('/users/password', { as, body }))
    await signIn(change, attempt(user.email), at(2), new Date())
    expect((await signIn(db, attempt(user.email, newPassword), at(1), new Date())).kind).toBe('signed_in')
  })

  it('the account is purged over the API: no session and no user exist afterwards', async () => {
    const { user, ...as } = await signedIn()
    const purge = () => fetchWith({}, request('DELETE', '/users?purge=true', { as, body: { password } }))
    const result = await signIn(interrupted(purge), attempt(user.email), at(1), new Date())
    expect(result.kind).toBe('invalid_credentials')
    expect(await sessionsOf(user.id)).toEqual([])
    expect(await storedHash(user.id)).toBeNull()
  })
})

describe('the number of sessions', () => {
  /** Gives a user sessions that were last used at these instants. */
  const addSessions = (userId: string, instants: number[]) =>
    env.DB.batch(
      instants.map((instant) =>
        env.DB.prepare(
          'insert into sessions (id, user_id, counter, created_at, rotated_at, expires_at, user_agent) values (?, ?, 0, ?, ?, ?, ?)',
        ).bind(crypto.randomUUID(), userId, instant, instant, instant + 1e10, 'test'),
      ),
    )

  it('is at most 100 for a user: the one used the longest time ago ends', async () => {
    const [one, other] = [await newUser(), await newUser()]
    const now = Date.now()
    await addSessions(
      one.id,
      Array.from({ length: 100 }, (_, age) => now - 1 - age),
    )
    await addSessions(other.id, [now - 1e6])
    const result = await signIn(db, attempt(one.email), at(1), new Date(now))
    const left = await sessionsOf(one.id)
    expect(left).toHaveLength(maxSessionsPerUser)
    expect(left[0]?.rotated_at).toBe(now - 99)
    expect(left.at(-1)?.id).toBe(result.kind === 'signed_in' && result.session.id)
    expect(await sessionsOf(other.id)).toHaveLength(1)
  })

  it('never ends the session that was just opened, even if others are as new', async () => {
    const { id, email } = await newUser()
    const now = Date.now()
    await addSessions(id, Array(150).fill(now))
    const result = await signIn(db, attempt(email), at(1), new Date(now))
    const left = (await sessionsOf(id)).map((session) => session.id)
    expect(left).toContain(result.kind === 'signed_in' && result.session.id)
    expect(left).toHaveLength(maxSessionsPerUser)
  })
})
