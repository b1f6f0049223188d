import { env } from 'cloudflare:workers'
import { describe, expect, it, onTestFinished } from 'vitest'
import { hashPassword } from '../../src/auth/passwords/hash.ts'
import { digestToken, newRandomToken } from '../../src/auth/random-tokens.ts'
import { logEvent } from '../../src/http/log.ts'
import { api, request } from '../support/client.ts'
import { linesOfTest, takeFound } from '../support/logs.ts'
import { password, signedIn } from '../support/makers.ts'
import { secretsIn } from '../support/secrets.ts'
import { failing, fetchWith } from '../support/worker.ts'

describe('the search of the log', () => {
  const digest = new Uint8Array(32).fill(7)
  const secrets: [string, () => Promise<string> | string][] = [
    ['an access token', async () => (await signedIn()).access_token],
    ['a refresh token', async () => (await signedIn()).refresh_token],
    ['a download token', () => newRandomToken()],
    ['the digest of a download token', () => digestToken(newRandomToken())],
    ['a password hash', () => hashPassword(password, 1)],
    ['an email', () => 'Mary.Shelley+x@books.example'],
    ['the key of the service', () => env.SECRET_KEY],
    ['a private key', () => env.JWT_KEYS],
    ['a digest in hexadecimal', () => digest.toHex()],
    ['the MD5 of a key', () => digest.subarray(16).toHex()],
    ['credentials', () => `Basic ${btoa(`a:${password}`)}`],
    ['a query', () => '/books/export?token=abc'],
  ]

  it.each(secrets)('finds %s', async (_, make) => {
    const secret = await make()
    onTestFinished(() => void takeFound())
    logEvent('info', 'test', { deep: { field: `text ${secret}.` } })
    expect(
      secretsIn(
        linesOfTest().map((line) => JSON.stringify(line)),
        new Set(),
      ),
    ).not.toEqual([])
    logEvent('warn', 'test', { cause: new Error('outer', { cause: new TypeError(secret) }) })
    expect(takeFound().length).toBeGreaterThanOrEqual(2)
  })

  it('finds a password that a test sent, and a code', async () => {
    const body = { email: 'a@example.com', password: 'plain words of mine', code: '12345678' }
    request('POST', '/users/login', { body })
    logEvent('info', 'test', { note: 'plain words of mine' })
    console.log('the code is 12345678')
    expect(takeFound()).toHaveLength(2)
  })

  it('finds nothing in a usual line', async () => {
    await api.get('/books', { as: await signedIn() })
    await fetchWith({ DB: failing(env.DB, ['batch']) }, request('GET', '/books', { as: await signedIn() }))
    expect(linesOfTest()).toHaveLength(2)
    expect(takeFound()).toEqual([])
  })
})
