// An attacker who knows the password guesses codes, as fast as the service allows, from many clients and sessions.
import { env } from 'cloudflare:workers'
import { expect, it } from 'vitest'
import { backoff } from '../../../src/auth/throttle/backoff.ts'
import { attemptCounter } from '../../../src/auth/throttle/statements.ts'
import { openDatabase } from '../../../src/db/client.ts'
import { newMfaToken } from '../../../src/factors/pending/mfa-token.ts'
import { readConfig } from '../../../src/http/config.ts'
import { completeSignIn } from '../../../src/sessions/sign-in/complete.ts'
import { signIn } from '../../../src/sessions/sign-in/sign-in.ts'
import { api, errorOf } from '../../support/client.ts'
import { addFactors } from '../../support/factors.ts'
import { newUser, password, signIn as signInOverApi } from '../../support/makers.ts'
import { repetitions } from '../../support/repetitions.ts'

const config = readConfig(env)
const free = config.freeAttempts
const client = { userAgent: '', replaces: undefined, isKnown: false }
const day = 24 * 60 * 60

/** The most codes that are tried for an account, as docs/limits.md says. */
const maxTries = backoff.hardLimit

it('guesses of parallel clients get no more tries than documented', async () => {
  const db = openDatabase(env.DB)
  const user = await newUser()
  await addFactors({ user })
  const clients = 25
  let [guesses, tries, seconds] = [0, 0, 0]
  const at = () => new Date(Date.UTC(2026, 11, 1) + seconds * 1000)
  let token = ''

  const startAgain = async () => {
    const mfaToken = newMfaToken(false)
    const counter = attemptCounter(`guesses of ${user.id}`)
    const attempt = { email: user.email, password, counter, client, trustedDigest: '', mfaToken }
    const result = await signIn(db, attempt, config, at())
    if (result.kind === 'mfa_required') token = mfaToken
    return result.kind === 'rate_limited' ? result.retryAt : undefined
  }

  const guess = async () => {
    guesses++
    const code = String(guesses % 1_000_000).padStart(6, '0')
    const input = { mfaToken: token, code, isTrusted: false, readClient: async () => client }
    return (await completeSignIn(db, config, input, at())).kind
  }

  const total = repetitions(1500, 100_000)
  let retryAt: Date | undefined
  while (guesses < total) {
    const kinds = await Promise.all(Array.from({ length: clients }, guess))
    tries += kinds.filter((kind) => kind === 'invalid_code').length
    if (!kinds.includes('invalid_code')) retryAt = await startAgain()
    // The attacker waits until exactly the next attempt is allowed, and the clock runs for 100 guesses a second besides.
    seconds = retryAt && guesses % 500 === 0 ? (retryAt.getTime() - +at()) / 1000 + seconds : seconds
    seconds += clients / 100
  }
  expect(tries).toBeGreaterThan(free / 2)
  expect(tries).toBeLessThanOrEqual(maxTries + Math.ceil(seconds / day))
})

it('proofs of many sessions, in parallel, share one counter of codes', async () => {
  const user = await newUser()
  const sessions = await Promise.all(Array.from({ length: 4 }, () => signInOverApi(user)))
  await addFactors({ user })
  const body = { proof: { password, code: '000000' } }
  const responses = await Promise.all(
    Array.from({ length: 2 * free }, (_, nth) =>
      api.post('/users/mfa/totp', { as: sessions[nth % sessions.length], body }),
    ),
  )
  const codes = (await Promise.all(responses.map(errorOf))).map(([, code]) => code)
  expect(codes.filter((code) => code === 'invalid_code')).toHaveLength(free)
  expect(codes.filter((code) => code === 'rate_limited')).toHaveLength(free)
})
