import { describe, it } from 'vitest'
import { expectRejected, type Forge, nowSeconds, withClaims, withHeader } from './forging.ts'
import { base64url, fromBase64url, sign, unsigned } from './jwts.ts'

const withSignature =
  (change: (signature: Uint8Array) => Uint8Array): Forge =>
  ({ token }) => {
    const [header, payload, signature = ''] = token.split('.')
    return `${header}.${payload}.${base64url(change(fromBase64url(signature)))}`
  }
const shapes: [string, Forge][] = [
  [
    'another payload under the signature',
    ({ token, payload }) => {
      const [header, , signature] = token.split('.')
      return `${header}.${base64url(JSON.stringify({ ...payload, exp: nowSeconds() + 1e6 }))}.${signature}`
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
  ['crit with an unknown member', withHeader({ crit: ['future'], future: true })],
  ['crit with a standard member', withHeader({ crit: ['typ'] })],
  ['crit with an absent member', withHeader({ crit: ['exp'] })],
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

describe('a token whose parts are forged or malformed', () => {
  it.each(shapes)('is rejected: %s', (_name, forge) => expectRejected(forge))
})
