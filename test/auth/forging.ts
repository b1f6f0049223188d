import { expect, onTestFinished, vi } from 'vitest'
import { api, errorOf } from '../support/client.ts'
import { signedIn } from '../support/makers.ts'
import { decode, type Members, sign } from './jwts.ts'

/** An access token as the service issued it. */
export interface Genuine {
  token: string
  header: Members
  payload: Members
}

export type Forge = (genuine: Genuine) => string | Promise<string>

/** The time in a token: seconds since 1970. */
export const nowSeconds = () => Math.floor(Date.now() / 1000)

/** A token with other members in its header, signed by the service's key. */
export const withHeader =
  (members: Members): Forge =>
  ({ header, payload }) =>
    sign({ ...header, ...members }, payload)

/** A token with other claims, signed by the service's key. */
export const withClaims =
  (members: Members): Forge =>
  ({ header, payload }) =>
    sign(header, { ...payload, ...members })

export const genuine = async (): Promise<Genuine> => {
  const { access_token: token } = await signedIn()
  return { token, ...decode(token) }
}

export const ask = (authorization: string) => api.get('/users', { headers: { Authorization: authorization } })

/** Fails unless the service rejects the token, and fetches nothing to verify it. */
export const expectRejected = async (forge: Forge): Promise<void> => {
  const fetches = vi.spyOn(globalThis, 'fetch')
  onTestFinished(() => fetches.mockRestore())
  const response = await ask(`Bearer ${await forge(await genuine())}`)
  expect(response.headers.get('WWW-Authenticate')).toBe('Bearer realm="bookplate", error="invalid_token"')
  expect(await errorOf(response)).toEqual([401, 'invalid_token'])
  expect(fetches).not.toHaveBeenCalled()
}
