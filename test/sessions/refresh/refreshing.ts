import { env } from 'cloudflare:workers'
import { decodeJwt } from 'jose'
import { expect, vi } from 'vitest'
import { api, dataOf, request, type Session } from '../../support/client.ts'

export const hour = 60 * 60 * 1000
export const day = 24 * hour

export const refreshRequest = (token: unknown, headers?: Record<string, string>) =>
  request('POST', '/users/refresh', { body: { refresh_token: token }, ...(headers && { headers }) })

const keyHeader = (key: string | undefined) => key !== undefined && { headers: { 'Idempotency-Key': key } }

/** @returns 128 random bits */
export const newKey = () => crypto.getRandomValues(new Uint8Array(16)).toHex()

export const refresh = (token: unknown, key?: string) =>
  api.post('/users/refresh', { body: { refresh_token: token }, ...keyHeader(key) })

/** Refreshes the tokens, which must succeed. @returns the new ones */
export const refreshed = async (
  { refresh_token }: Session,
  key?: string,
): Promise<Session & { refresh_expires_in: number }> => {
  const response = await refresh(refresh_token, key)
  expect(response.status).toBe(200)
  return dataOf(response)
}

export const ask = (as: Session) => api.get('/users', { as })

export const counterOf = ({ access_token }: Session) =>
  env.DB.prepare('select counter from sessions where id = ?')
    .bind(decodeJwt(access_token).sid)
    .first<number>('counter')

export const pass = (ms: number) => vi.setSystemTime(Date.now() + ms)

export const startClock = () =>
  vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-12-01T12:00:00.250Z') })
