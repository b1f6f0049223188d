import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { api, refusal } from '../support/client.ts'
import { signedIn } from '../support/makers.ts'
import {
  base64url,
  decode,
  fromBase64url,
  type Members,
  newJwk,
  sign,
  signHmac,
  signingJwk,
  unsigned,
} from './jwts.ts'

interface Genuine {
  token: string
  header: Members
  payload: Members
}

type Forge = (genuine: Genuine) => string | Promise<string>

const now = () => Math.floor(Date.now() / 1000)

/** Tokens that the service's own key signed, with other members than it would. */
const withHeader =
  (members: Members): Forge =>
  ({ header, payload }) =>
    sign({ ...header, ...members }, payload)
const withClaims =
  (members: Members): Forge =>
  ({ header, payload }) =>
    sign(header, { ...payload, ...members })
const withSignature =
  (change: (signature: Uint8Array) => Uint8Array): Forge =>
  ({ token }) => {
    const [header, payload, signature = ''] = token.split('.')
    return `${header}.${payload}.${base64url(change(fromBase64url(signature)))}`
  }

/** Tokens that another key signed, which they bring along. */
const withOwnKey =
  (members: (jwk: Members) => Members): Forge =>
  async ({ header, payload }) => {
    const jwk = await newJwk('mine')
    const { d: _, ...publicJwk } = jwk
    return sign({ ...header, ...members(publicJwk) }, payload, jwk)
  }

const spki = (x: string) => {
  const der = new Uint8Array([0x30, 0x2a, 0x30, 5, 6, 3, 0x2b, 0x65, 0x70, 3, 0x21, 0, ...fromBase64url(x)])
  return `-----BEGIN PUBLIC KEY-----\n${der.toBase64()}\n-----END PUBLIC KEY-----\n`
}
const withHmac =
  (secret: BufferSource): Forge =>
  ({ header, payload }) =>
    signHmac({ ...header, alg: 'HS256' }, payload, secret)

const url = 'https://evil.example/keys.json'

const algorithms: [string, Forge][] = [
  ...['none', 'None', 'NONE', 'nOnE', ''].map((alg): [string, Forge] => [
    `alg "${alg}" without a signature`,
    ({ header, payload }) => unsigned({ ...header, alg }, payload),
  ]),
  [
    'alg none with the signature left on',
    ({ header, payload, token }) => unsigned({ ...header, alg: 'none' }, payload) + token.split('.')[2],
  ],
  ['no signature', ({ header, payload }) => unsigned(header, payload)],
  ['HS256 with the bytes of the public key', withHmac(fromBase64url(signingJwk.x))],
  ['HS256 with the text of the public key', withHmac(new TextEncoder().encode(signingJwk.x))],
  ['HS256 with the public key as PEM', withHmac(new TextEncoder().encode(spki(signingJwk.x)))],
  ['HS256 with a zero byte', withHmac(new Uint8Array(1))],
  ...['Ed25519', 'eddsa', 'ES256', 'RS256', 'HS256', 'dir'].map((alg): [string, Forge] => [
    `our signature under alg ${alg}`,
    withHeader({ alg }),
  ]),
  ...[undefined, null, 7, ['EdDSA'], {}].map((alg): [string, Forge] => [
    `our signature under alg ${JSON.stringify(alg)}`,
    withHeader({ alg }),
  ]),
]

const keys: [string, Forge][] = [
  ['another key under our kid', withOwnKey(() => ({}))],
  ['another key under its own kid', withOwnKey(() => ({ kid: 'mine' }))],
  ...[
    undefined,
    null,
    '',
    'unknown',
    '__proto__',
    'constructor',
    'toString',
    '0',
    0,
    [signingJwk.kid],
    {},
    '../../dev/null',
    "' or 1=1 --",
  ].map((kid): [string, Forge] => [`kid ${JSON.stringify(kid)}`, withHeader({ kid })]),
  ['a key of its own as jwk', withOwnKey((jwk) => ({ jwk }))],
  ['a key of its own as jwk, without kid', withOwnKey((jwk) => ({ jwk, kid: undefined }))],
  ['a key of its own at jku', withOwnKey(() => ({ jku: url, kid: 'mine' }))],
  ['a key of its own at x5u', withOwnKey(() => ({ x5u: url }))],
  ['a certificate of its own as x5c', withOwnKey(({ x }) => ({ x5c: [x] }))],
]

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
  ['exp passed', withClaims({ exp: now() - 1 })],
  ...[undefined, null, 'yesterday', '0', [0], true].map((value): [string, Forge] => [
    `nbf ${JSON.stringify(value)}`,
    withClaims({ nbf: value }),
  ]),
  ['nbf in the future', withClaims({ nbf: now() + 3600 })],
  ['the user and the session of nobody', withClaims({ sub: crypto.randomUUID(), sid: crypto.randomUUID() })],
]

const shapes: [string, Forge][] = [
  [
    'another payload under the signature',
    ({ token, payload }) => {
      const [header, , signature] = token.split('.')
      return `${header}.${base64url(JSON.stringify({ ...payload, exp: now() + 1e6 }))}.${signature}`
    },
  ],
  [
    'another header under the signature',
    ({ token, header }) => {
      const [, payload, signature] = token.split('.')
      return `${base64url(JSON.stringify({ ...header, extra: 1 }))}.${payload}.${signature}`
    },
  ],
  ['a signature with its first bit flipped', withSignature((bytes) => bytes.with(0, (bytes[0] ?? 0) ^ 1))],
  ['a signature with its last bit flipped', withSignature((bytes) => bytes.with(63, (bytes[63] ?? 0) ^ 1))],
  ['a signature of zeros', withSignature(() => new Uint8Array(64))],
  ['a signature cut short', withSignature((bytes) => bytes.slice(0, 63))],
  ['a signature too long', withSignature((bytes) => new Uint8Array([...bytes, 0]))],
  ['a payload that is no JSON', ({ header }) => sign(header, 'nonsense')],
  ...['', 'null', '[]', '"text"', '7', '{'].map((payload): [string, Forge] => [
    `the payload ${JSON.stringify(payload)}`,
    ({ header }) => sign(header, payload),
  ]),
  ...['', 'null', '[]', '"text"', '{', 'nonsense'].map((header): [string, Forge] => [
    `the header ${JSON.stringify(header)}`,
    ({ payload }) => sign(header, payload),
  ]),
  ['a header in broken UTF-8', ({ payload }) => sign(new Uint8Array([0x7b, 0xff, 0x7d]), payload)],
  ['crit that nobody knows', withHeader({ crit: ['future'], future: true })],
  ['crit that names a standard member', withHeader({ crit: ['typ'] })],
  ['crit that names an absent member', withHeader({ crit: ['exp'] })],
  ['crit empty', withHeader({ crit: [] })],
  ['crit of a wrong type', withHeader({ crit: 'typ' })],
  ['a payload declared to be unencoded', withHeader({ b64: false, crit: ['b64'] })],
  ['b64 of a wrong type', withHeader({ b64: 'false', crit: ['b64'] })],
  [
    'something like a JWE',
    ({ payload }) => `${unsigned({ alg: 'dir', enc: 'A256GCM', typ: 'at+jwt' }, payload)}.YQ.YQ.YQ`,
  ],
  ['something like a nested JWT', ({ token, header }) => sign({ ...header, cty: 'JWT' }, token)],
  [
    'JSON serialization',
    ({ token }) => {
      const [protectedHeader, payload, signature] = token.split('.')
      return JSON.stringify({ payload, protected: protectedHeader, signature })
    },
  ],
  ['two parts', ({ token }) => token.split('.').slice(0, 2).join('.')],
  ['four parts', ({ token }) => `${token}.${token.split('.')[2]}`],
  ['dots alone', () => '..'],
  ['a detached payload', ({ token }) => token.replace(/\..*\./, '..')],
  ['padding', ({ token }) => token.replaceAll('.', '=.')],
  ['the token twice', ({ token }) => `${token}${token}`],
  ['garbage', () => 'garbage'],
  ['the word undefined', () => 'undefined'],
  ['a megabyte', () => 'a'.repeat(1024 * 1024)],
  ['a megabyte of claims under a good signature', withClaims({ filler: 'x'.repeat(1024 * 1024) })],
  ['a megabyte of dots', () => '.'.repeat(1024 * 1024)],
]

const challenge = 'Bearer realm="bookplate", error="invalid_token"'

const genuine = async (): Promise<Genuine> => {
  const { access_token: token } = await signedIn()
  return { token, ...decode(token) }
}

const ask = (authorization: string) => api.get('/users', { headers: { Authorization: authorization } })

describe.each(Object.entries({ algorithms, keys, types, claims, shapes }))('forged %s', (_, forgeries) => {
  it.each(forgeries)('are refused: %s', async (_name, forge) => {
    const fetches = vi.spyOn(globalThis, 'fetch')
    onTestFinished(() => fetches.mockRestore())
    const response = await ask(`Bearer ${await forge(await genuine())}`)
    expect(response.headers.get('WWW-Authenticate')).toBe(challenge)
    expect(await refusal(response)).toEqual([401, 'invalid_token'])
    expect(fetches).not.toHaveBeenCalled()
  })
})

describe('a token that is somebody else’s in part', () => {
  it('is refused: my session, your account', async () => {
    const [me, you] = [await signedIn(), await signedIn()]
    const { header, payload } = decode(me.access_token)
    for (const claims of [{ sub: you.user.id }, { sid: decode(you.access_token).payload.sid }]) {
      const response = await ask(`Bearer ${await sign(header, { ...payload, ...claims })}`)
      expect(await refusal(response)).toEqual([401, 'invalid_token'])
    }
  })

  it('is refused: a refresh token', async () => {
    const { refresh_token } = await signedIn()
    expect(await refusal(await ask(`Bearer ${refresh_token}`))).toEqual([401, 'invalid_token'])
  })
})

describe('a token that is signed here as the service does it', () => {
  it.each<[string, Forge]>([
    ['in the same words', ({ header, payload }) => sign(header, payload)],
    ['with the media type as typ', withHeader({ typ: 'application/at+jwt' })],
    ['with its audience in a list', withClaims({ aud: ['https://a.example', 'http://localhost:8787'] })],
    ['with a claim that says nothing to us', withClaims({ scope: 'books' })],
  ])('is accepted: %s', async (_, forge) => {
    expect((await ask(`Bearer ${await forge(await genuine())}`)).status).toBe(200)
  })
})
