import { env } from 'cloudflare:workers'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { examplePath, nameOf, operations } from '../../operations.ts'
import { origin, request } from '../../support/client.ts'
import { fetchWith } from '../../support/worker.ts'
import { cookiesOf, refreshCookie } from '../browser.ts'
import { pass, startClock } from '../refresh/refreshing.ts'
import { type BoundDevice, boundDevice, boundName } from './device.ts'

const signOut = 'POST /users/logout'

/** All that the thief of a cookie jar can send, 10 minutes after the last proof of the device. */
const copies: [string, (device: BoundDevice) => Record<string, string>][] = [
  [
    'the cookies',
    ({ token, bound }) => ({
      Cookie: `${refreshCookie}=${token}; ${boundName}=${bound}; __Host-signed-in=1`,
    }),
  ],
  ['its refresh token as bearer token', ({ token }) => ({ Authorization: `Bearer ${token}` })],
  ['its bound cookie as bearer token', ({ bound }) => ({ Authorization: `Bearer ${bound}` })],
  [
    'its bound cookie as the identifier of its device',
    ({ bound }) => ({ 'Sec-Secure-Session-Id': `"${bound}"`, 'Secure-Session-Response': `"${bound}"` }),
  ],
]

const sessionOf = ({ user }: BoundDevice) =>
  env.DB.prepare('select counter, bound_key, bound_counter, expires_at from sessions where user_id = ?')
    .bind(user.id)
    .first()

beforeEach(startClock)
afterEach(() => {
  vi.useRealTimers()
})

describe.each(copies)('a copied jar of a bound session, %s,', (_, headersOf) => {
  // A request that changes nothing leaves the device as good as new for the next.
  let unchanged: BoundDevice | undefined

  it.each(operations.map((operation) => [nameOf(operation), operation] as const))(
    'opens nothing on %s',
    async (name, { method, path }) => {
      const device = unchanged ?? (await boundDevice())
      unchanged = undefined
      const before = await sessionOf(device)
      pass(10 * 60_000)
      const headers: Record<string, string> = { Origin: origin, ...headersOf(device) }
      const response = await fetchWith({}, request(method, examplePath(path), { headers }))
      expect(cookiesOf(response)[refreshCookie]?.value ?? '').toBe('')
      const text = await response.text()
      for (const secret of [device.user.id, device.user.email, 'access_token'])
        if (name !== 'GET /openapi.json') expect(text).not.toContain(secret)
      // The cookies alone end the session: a sign-out asks for no proof.
      const isEnded = name === signOut && 'Cookie' in headers
      expect(await sessionOf(device)).toEqual(isEnded ? null : before)
      if (!isEnded) unchanged = device
    },
  )
})
