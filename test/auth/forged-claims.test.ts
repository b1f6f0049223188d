import { describe, expect, it } from 'vitest'
import { clockToleranceSeconds } from '../../src/auth/purposes.ts'
import { errorOf } from '../support/client.ts'
import { signedIn } from '../support/makers.ts'
import { ask, expectRejected, type Forge, genuine, nowSeconds, withClaims, withHeader } from './forging.ts'
import { decode, sign } from './jwts.ts'

const types: [string, Forge][] = [
  undefined,
  null,
  '',
  'JWT',
  'jwt',
  'rt+jwt',
  'mfa+jwt',
  'application/jwt',
  'at+jwt2',
  'text/at+jwt',
  7,
  ['at+jwt'],
].map((typ) => [`typ ${JSON.stringify(typ)}`, withHeader({ typ })])
const claims: [string, Forge][] = [
  ...[
    undefined,
    null,
    '',
    'https://evil.example',
    'http://localhost:8787/',
    'HTTP://LOCALHOST:8787',
    ['http://localhost:8787'],
    7,
  ].flatMap((value): [string, Forge][] => [
    [`iss ${JSON.stringify(value)}`, withClaims({ iss: value })],
    ...(Array.isArray(value)
      ? []
      : [[`aud ${JSON.stringify(value)}`, withClaims({ aud: value })] satisfies [string, Forge]]),
  ]),
  ['aud []', withClaims({ aud: [] })],
  ['aud of others', withClaims({ aud: ['https://a.example', 'https://b.example'] })],
  ...[undefined, null, '', crypto.randomUUID(), 7, true, ['a'], {}, "' or 1=1 --"].flatMap(
    (value): [string, Forge][] => [
      [`sub ${JSON.stringify(value)}`, withClaims({ sub: value })],
      [`sid ${JSON.stringify(value)}`, withClaims({ sid: value })],
    ],
  ),
  ...[undefined, null, 0, -1, 'tomorrow', `${2 ** 40}`, [2 ** 40], true].map((value): [string, Forge] => [
    `exp ${JSON.stringify(value)}`,
    withClaims({ exp: value }),
  ]),
  [
    'exp past the clock tolerance',
    ({ header, payload }) => sign(header, { ...payload, exp: nowSeconds() - clockToleranceSeconds }),
  ],
  ...[undefined, null, 'yesterday', '0', [0], true].map((value): [string, Forge] => [
    `nbf ${JSON.stringify(value)}`,
    withClaims({ nbf: value }),
  ]),
  ['nbf in the future', withClaims({ nbf: nowSeconds() + 3600 })],
  [
    'a user and a session that do not exist',
    withClaims({ sub: crypto.randomUUID(), sid: crypto.randomUUID() }),
  ],
]

describe.each(Object.entries({ type: types, claim: claims }))('a token with a forged %s', (_, forgeries) => {
  it.each(forgeries)('is rejected: %s', (_name, forge) => expectRejected(forge))
})

describe('a token with claims of two users', () => {
  it('is rejected: one user with a session of the other', async () => {
    const [one, other] = [await signedIn(), await signedIn()]
    const { header, payload } = decode(one.access_token)
    for (const claims of [{ sub: other.user.id }, { sid: decode(other.access_token).payload.sid }]) {
      const response = await ask(`Bearer ${await sign(header, { ...payload, ...claims })}`)
      expect(await errorOf(response)).toEqual([401, 'invalid_token'])
    }
  })

  it('is rejected: a refresh token', async () => {
    const { refresh_token } = await signedIn()
    expect(await errorOf(await ask(`Bearer ${refresh_token}`))).toEqual([401, 'invalid_token'])
  })
})

describe('a token that the test signed like the service', () => {
  it.each<[string, Forge]>([
    ['with the same header and claims', ({ header, payload }) => sign(header, payload)],
    ['with a media type as typ', withHeader({ typ: 'application/at+jwt' })],
    ['with its audience in a list', withClaims({ aud: ['https://a.example', 'http://localhost:8787'] })],
    ['with an unknown claim', withClaims({ scope: 'books' })],
  ])('is accepted: %s', async (_, forge) => {
    expect((await ask(`Bearer ${await forge(await genuine())}`)).status).toBe(200)
  })
})
