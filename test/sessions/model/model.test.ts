import { env } from 'cloudflare:workers'
import fc from 'fast-check'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { newUser, password } from '../../support/makers.ts'
import { repetitions } from '../../support/repetitions.ts'
import { drive } from './driver.ts'
import { day, inAnyOrder, minute, opened, type State } from './model.ts'

const calls = (refreshWeight: number) => {
  const verb = fc.oneof(
    { weight: refreshWeight, arbitrary: fc.constant('refresh' as const) },
    { weight: 3, arbitrary: fc.constant('login' as const) },
    { weight: 4, arbitrary: fc.constantFrom('list', 'logout', 'endAll', 'changePassword') },
  )
  const back = fc.oneof(fc.constant(0), fc.nat(3))
  // Two tabs with two keys; a thief has the token alone.
  const key = fc.constantFrom(undefined, 'key-of-the-first-tab-00', 'key-of-the-second-tab-0')
  const call = fc.record({ verb, back, key })
  const one = fc.tuple(call)
  return fc.oneof(
    { weight: 3, arbitrary: one },
    { weight: 1, arbitrary: fc.array(call, { minLength: 2, maxLength: 3 }) },
  )
}

const overSeconds = fc.record({
  wait: fc.oneof(
    { weight: 2, arbitrary: fc.constant(0) },
    { weight: 2, arbitrary: fc.constantFrom(-3000, -1, 1, 5000, 9999, 10_000, 10_001) },
    { weight: 1, arbitrary: fc.integer({ min: -5000, max: 20_000 }) },
  ),
  calls: calls(8),
})

const overMonths = fc.record({
  wait: fc.constantFrom(-1, 0, 15 * minute, 15 * day, 28 * day, 29 * day, 30 * day - 1, 30 * day),
  calls: calls(40),
})

/** @returns a user, and a function that ends its sessions and restores its first password */
const resettable = async () => {
  const user = await newUser()
  const hash = env.DB.prepare('select password_hash from users where id = ?').bind(user.id)
  const passwordHash = await hash.first('password_hash')
  const reset = [
    env.DB.prepare('delete from sessions where user_id = ?').bind(user.id),
    env.DB.prepare('update users set password_hash = ? where id = ?').bind(passwordHash, user.id),
  ]
  return { email: user.email, reset: () => env.DB.batch(reset) }
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'] })
})
afterEach(() => {
  vi.useRealTimers()
})

it.each([
  ['seconds', overSeconds],
  ['months', overMonths],
])('sessions behave like their model, for any requests in any order, over %s', async (_, step) => {
  const { email, reset } = await resettable()
  const property = fc.asyncProperty(fc.array(step, { minLength: 2, maxLength: 7 }), async (script) => {
    let now = Date.parse('2026-12-01T12:00:00.250Z')
    vi.setSystemTime(now)
    await reset()
    const service = await drive(email)
    let possible: State[] = [{ secret: password, sessions: { first: opened(now) } }]
    for (const [i, { wait, calls }] of script.entries()) {
      now += wait
      vi.setSystemTime(now)
      const { secret = password } = possible[0] ?? {}
      const sent = calls.map(({ verb, back, key }, j) => {
        return { verb, key, grant: service.grant(back), secret, name: `${i}.${j}` }
      })
      const allowed = possible.flatMap((state) => inAnyOrder(state, sent, now))
      const results = JSON.stringify(await service.send(sent))
      expect(allowed.map((outcome) => JSON.stringify(outcome.results))).toContain(results)
      const states = allowed
        .filter((outcome) => JSON.stringify(outcome.results) === results)
        .map(({ state }) => JSON.stringify(state))
      possible = [...new Set(states)].map((state) => JSON.parse(state))
    }
  })
  await fc.assert(property, { numRuns: repetitions(25, 1000) })
})
