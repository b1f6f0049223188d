import { env } from 'cloudflare:workers'
import { SignJWT } from 'jose'
import { describe, expect, it } from 'vitest'
import { examplePath, nameOf, operations } from './operations.ts'
import { api, errorOf, request } from './support/client.ts'
import { countingDatabase, fetchWith } from './support/worker.ts'

/** The operations of a visitor. All others require a token. */
const open = [
  'POST /users',
  'POST /users/login',
  'POST /users/login/mfa',
  'POST /users/login/passkey/options',
  'POST /users/login/passkey',
  'POST /users/passkey-sign-up/options',
  'POST /users/passkey-sign-up',
  'POST /users/email/verify',
  'POST /users/password/forgot',
  'POST /users/password/reset',
  'POST /users/factor-removal/stop',
  'GET /covers/:key/:file',
  'GET /lookup/covers/:source/:id/:seal',
  'GET /shares/:key',
  'GET /shares/:key/feed.xml',
  'GET /.well-known/jwks.json',
  'GET /.well-known/security.txt',
  'GET /.well-known/webauthn',
  'GET /health',
  'POST /reports',
  'POST /koreader/users/create',
  'GET /koreader/healthcheck',
  'GET /openapi.json',
]

/** These accept a token in the body or a cookie. */
const withOwnToken = [
  'POST /users/refresh',
  'POST /users/logout',
  'POST /users/sessions/binding',
  'POST /users/sessions/binding/refresh',
]

/** These accept the key of an e-reader, see koreader/keys.test.ts. */
const withDeviceKey = [
  'GET /koreader/users/auth',
  'PUT /koreader/syncs/progress',
  'GET /koreader/syncs/progress/:document',
]

const closed = operations
  .filter((operation) => ![...open, ...withDeviceKey].includes(nameOf(operation)))
  .map((operation) => [nameOf(operation), operation.method, examplePath(operation.path)] as const)
const guarded = closed.filter(([name]) => !withOwnToken.includes(name))

/** @returns a valid token, except that another key signed it */
const forgeToken = async (): Promise<string> => {
  const { privateKey } = (await crypto.subtle.generateKey('Ed25519', true, [
    'sign',
    'verify',
  ])) as CryptoKeyPair
  return new SignJWT({ sid: crypto.randomUUID() })
    .setProtectedHeader({ alg: 'EdDSA', typ: 'at+jwt', kid: JSON.parse(env.JWT_KEYS).keys[0].kid })
    .setIssuer(env.PUBLIC_URL)
    .setAudience(env.PUBLIC_URL)
    .setSubject(crypto.randomUUID())
    .setIssuedAt()
    .setNotBefore('0s')
    .setExpirationTime('15m')
    .setJti(crypto.randomUUID())
    .sign(privateKey)
}

describe('the open list', () => {
  it.each(open)('names an existing operation: %s', (name) => {
    expect(operations.map(nameOf)).toContain(name)
  })

  it.each(open)('allows a visitor %s', async (name) => {
    const [method = '', path = ''] = name.split(' ')
    expect((await api.send(method, examplePath(path))).status).not.toBe(401)
  })
})

describe('an operation of e-readers', () => {
  const ofDevices = operations
    .filter((operation) => withDeviceKey.includes(nameOf(operation)))
    .map((operation) => [nameOf(operation), operation.method, examplePath(operation.path)] as const)

  it.each(ofDevices)(
    'rejects a visitor and a forged token, without a D1 round trip: %s',
    async (_, method, path) => {
      const { DB, trips } = countingDatabase()
      for (const headers of [{}, { Authorization: `Bearer ${await forgeToken()}` }])
        expect(await errorOf(await fetchWith({ DB }, request(method, path, { headers })))).toEqual([
          401,
          'invalid_device_key',
        ])
      expect(trips()).toBe(0)
    },
  )

  it.each(ofDevices)('rejects before it reads the input: %s', async (_, method, path) => {
    const body = method === 'GET' ? undefined : '{"broken'
    expect(await errorOf(await api.send(method, path, { body }))).toEqual([401, 'invalid_device_key'])
  })
})

describe('every other operation', () => {
  it.each(closed)('rejects a visitor: %s', async (_, method, path) => {
    const response = await api.send(method, path)
    expect(response.headers.get('WWW-Authenticate')).toBe('Bearer realm="bookplate"')
    expect(await errorOf(response)).toEqual([401, 'missing_token'])
  })

  it.each(guarded)('rejects a forged token: %s', async (_, method, path) => {
    const response = await api.send(method, path, {
      as: { access_token: await forgeToken(), refresh_token: '' },
    })
    expect(response.headers.get('WWW-Authenticate')).toBe('Bearer realm="bookplate", error="invalid_token"')
    expect(await errorOf(response)).toEqual([401, 'invalid_token'])
  })

  it.each(guarded)('rejects without a D1 round trip: %s', async (_, method, path) => {
    const { DB, trips } = countingDatabase()
    await fetchWith({ DB }, request(method, path))
    await fetchWith(
      { DB },
      request(method, path, { headers: { Authorization: `Bearer ${await forgeToken()}` } }),
    )
    expect(trips()).toBe(0)
  })

  it.each(guarded)('rejects before it reads the input: %s', async (_, method, path) => {
    const tooLong = 'x'.repeat(70 * 1024)
    for (const body of method === 'GET' ? [undefined] : ['{"broken', tooLong]) {
      for (const type of ['application/json', 'multipart/form-data; boundary=x', 'text/plain']) {
        const response = await api.send(method, `${path}?unknown=value`, {
          body,
          headers: { 'Content-Type': type },
        })
        expect(await errorOf(response)).toEqual([401, 'missing_token'])
      }
    }
  })

  it.each(guarded)('rejects with a slash at the end: %s', async (_, method, path) => {
    expect(await errorOf(await api.send(method, `${path}/`))).toEqual([401, 'missing_token'])
  })
})
