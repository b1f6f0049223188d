import { env } from 'cloudflare:workers'
import { expect, vi } from 'vitest'
import { counterKey, sessionCounter } from '../../../src/auth/throttle/counters.ts'
import { attemptCounter, attemptReservation } from '../../../src/auth/throttle/statements.ts'
import { openDatabase } from '../../../src/db/client.ts'
import { readConfig } from '../../../src/http/config.ts'
import { api, errorOf } from '../../support/client.ts'

export const second = 1000
export const day = 24 * 60 * 60 * second

const config = readConfig(env)

/** The number of wrong passwords in a row before the waiting starts, as docs/limits.md promises it. */
export const free = config.freeAttempts

export const pass = (ms: number) => vi.setSystemTime(Date.now() + ms)

export interface Attempt {
  secret?: string
  fields?: object
  headers?: Record<string, string>
}

/** Tries to sign in, with a wrong password unless `secret` is the right one. */
export const attempt = (
  { email }: { email: string },
  { secret = 'a wrong password', fields, headers = {} }: Attempt = {},
) => api.post('/users/login', { body: { email, password: secret, ...fields }, headers })

/** @returns the error codes of `n` responses, to requests one after another */
export const codesOf = async (n: number, ask: () => Promise<Response>) => {
  const codes: unknown[] = []
  for (let i = 0; i < n; i++) codes.push((await errorOf(await ask()))[1])
  return codes
}

/** The error codes of `n` wrong passwords. */
export const wrong = (n: number) => Array(n).fill('invalid_credentials')

export const retryAfter = ({ headers }: Response) => Number(headers.get('Retry-After'))

const count = async (counter: ReturnType<typeof attemptCounter>, n: number) => {
  const statements = Array.from({ length: n }, () => attemptReservation(counter, free, new Date()).reserved)
  await openDatabase(env.DB).batch(Object.fromEntries(statements.entries()))
}

export const emailKey = (email: string) => counterKey(config, 'address', email)

/** Counts `n` wrong passwords for an email. */
export const countForEmail = async ({ email }: { email: string }, n = free) =>
  count(attemptCounter(await emailKey(email)), n)

/** Counts `n` wrong passwords for an email on a device that has signed in before. */
export const countForDevice = async ({ email }: { email: string }, mark: string, n = free) =>
  count(attemptCounter(await counterKey(config, 'device', mark, email)), n)

/** Counts `n` wrong passwords of a signed-in user, who is asked for the password again. */
export const countForSession = async (sessionId: string, n = free) =>
  count(await sessionCounter(config, sessionId), n)

/** Uses up the free attempts at an email, as a stranger can. */
export const lockOut = async (user: { email: string }) => {
  await countForEmail(user)
  expect(await codesOf(1, () => attempt(user))).toEqual(['rate_limited'])
}
