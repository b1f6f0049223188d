import { describe, it } from 'vitest'
import { expectRejected, type Forge, withHeader } from './forging.ts'
import { fromBase64url, type Members, newJwk, sign, signHmac, signingJwk, unsigned } from './jwts.ts'

/** A token that another key signed. `members` may put this key into the header. */
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
    'alg none beside a signature',
    ({ header, payload, token }) => unsigned({ ...header, alg: 'none' }, payload) + token.split('.')[2],
  ],
  ['no signature', ({ header, payload }) => unsigned(header, payload)],
  ['HS256 with the bytes of the public key', withHmac(fromBase64url(signingJwk.x))],
  ['HS256 with the text of the public key', withHmac(new TextEncoder().encode(signingJwk.x))],
  ['HS256 with the public key as PEM', withHmac(new TextEncoder().encode(spki(signingJwk.x)))],
  ['HS256 with a zero byte', withHmac(new Uint8Array(1))],
  ...['Ed25519', 'eddsa', 'ES256', 'RS256', 'HS256', 'dir'].map((alg): [string, Forge] => [
    `a signature of the service under alg ${alg}`,
    withHeader({ alg }),
  ]),
  ...[undefined, null, 7, ['EdDSA'], {}].map((alg): [string, Forge] => [
    `a signature of the service under alg ${JSON.stringify(alg)}`,
    withHeader({ alg }),
  ]),
]
const keys: [string, Forge][] = [
  ['another key under the kid of the service', withOwnKey(() => ({}))],
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
  ['another key as jwk', withOwnKey((jwk) => ({ jwk }))],
  ['another key as jwk, without kid', withOwnKey((jwk) => ({ jwk, kid: undefined }))],
  ['another key at jku', withOwnKey(() => ({ jku: url, kid: 'mine' }))],
  ['another key at x5u', withOwnKey(() => ({ x5u: url }))],
  ['another certificate as x5c', withOwnKey(({ x }) => ({ x5c: [x] }))],
]

describe.each(Object.entries({ algorithm: algorithms, key: keys }))(
  'a token with a forged %s',
  (_, forgeries) => {
    it.each(forgeries)('is rejected: %s', (_name, forge) => expectRejected(forge))
  },
)
