import { describe, expect, it } from 'vitest'
import { api } from '../support/client.ts'
import { repetitions } from '../support/repetitions.ts'

/** Mulberry32: random numbers from 0 to 1, the same ones for the same seed. */
const randomFrom = (seed: number) => {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

const generator = (seed: number) => {
  const random = randomFrom(seed)
  const below = (limit: number) => Math.floor(random() * limit)
  const pick = <T>(list: readonly T[]): T => list[below(list.length)] as T
  const bytes = (length: number) => Uint8Array.from({ length }, () => below(256))

  const characters = ['a', 'Z', '7', ' ', '@', '.', ':', '"', '\\', '\n', '\0', 'é', '😀', '\ud800', '\u202e']
  const text = () => Array.from({ length: below(12) }, () => pick(characters)).join('')
  const names = ['name', 'email', 'password', '__proto__', 'constructor', 'toString', 'length', '', '0', 'é']

  const value = (depth: number): unknown => {
    const kind = below(depth > 3 ? 6 : 8)
    if (kind === 6) return Array.from({ length: below(4) }, () => value(depth + 1))
    if (kind === 7) return object(depth + 1)
    return [text(), below(1e9) - 5e8, random() * 1e300, random() < 0.5, null, 'x'.repeat(below(300))][kind]
  }
  const object = (depth: number): object =>
    Object.fromEntries(Array.from({ length: below(5) }, () => [pick(names), value(depth)]))

  return { below, pick, bytes, value, object }
}

const rounds = repetitions(40, 300)

const paths = ['/users', '/users/login'] as const
const types = [
  'application/json',
  'application/json; charset=utf-16',
  'multipart/form-data; boundary=x',
  'text/plain',
  '',
]

const send = async (path: string, body: string | Uint8Array, type = 'application/json') => {
  const response = await api.post(path, { body, headers: type ? { 'Content-Type': type } : {} })
  const { error } = await response.json<{ error?: { code: string } }>()
  return { status: response.status, code: error?.code }
}

describe('a body of POST /users or POST /users/login', () => {
  it('is rejected if it is random bytes', async () => {
    const { pick, bytes, below } = generator(1)
    for (let round = 0; round < rounds; round++) {
      const { status } = await send(pick(paths), bytes(below(400)), pick(types))
      expect([400, 415]).toContain(status)
    }
  })

  it('is rejected if it is a random value', async () => {
    const { pick, value } = generator(2)
    for (let round = 0; round < rounds; round++) {
      const { status, code } = await send(pick(paths), JSON.stringify(value(0)))
      expect([status, code]).toEqual([400, 'invalid_input'])
    }
  })

  it('is rejected if one field is a random value and the others are valid', async () => {
    const { pick, value } = generator(3)
    const good = { email: 'fuzz@example.com', password: 'Correct-Horse-7' }
    for (let round = 0; round < rounds; round++) {
      const path = pick(paths)
      const fields = path === '/users' ? { name: 'Some Reader', ...good } : good
      const odd = value(0)
      // The password of a sign-in may be any text.
      const field = typeof odd === 'string' ? 'email' : pick(Object.keys(fields))
      const { status, code } = await send(path, JSON.stringify({ ...fields, [field]: odd }))
      expect([status, code]).toEqual([400, 'invalid_input'])
    }
  })

  it('is rejected if it is JSON with one byte changed', async () => {
    const { pick, below } = generator(4)
    const good = new TextEncoder().encode('{"email":"fuzz@example.com","password":7}')
    for (let round = 0; round < rounds; round++) {
      const body = good.slice()
      body[below(body.length - 3)] = below(256)
      expect((await send(pick(paths), body)).status).toBe(400)
    }
  })

  it('is rejected if it ends early, at any byte', async () => {
    const good = '{"name":"Ada L\\u00f6velace","email":"a@example.com","password":"\\ud83d\\ude00é"}'
    const bytes = new TextEncoder().encode(good)
    for (let length = 0; length < bytes.length; length++) {
      const { status, code } = await send('/users', bytes.slice(0, length))
      expect([status, code]).toEqual([400, 'malformed_json'])
    }
  })

  it('is rejected if it is deep or long', async () => {
    const depth = 32_000
    const bodies = [
      '['.repeat(depth) + ']'.repeat(depth),
      `${'{"email":'.repeat(6000)}1${'}'.repeat(6000)}`,
      '['.repeat(65_000),
      `{"email":${'['.repeat(depth)}${']'.repeat(depth)}}`,
      `"${'\\u0000'.repeat(10_000)}"`,
      `{"email":"${'a@'.repeat(30_000)}"}`,
      `{"email":"${'a.'.repeat(30_000)}"}`,
      `{"name":"${' '.repeat(60_000)}"}`,
      `{"name":"${'a '.repeat(30_000)}"}`,
      `{"password":"${'😀'.repeat(15_000)}"}`,
      `[${'1e999999999,'.repeat(5000)}1]`,
      '9'.repeat(60_000),
    ]
    for (const path of paths) for (const body of bodies) expect((await send(path, body)).status).toBe(400)
  })

  it('is rejected if it is far too long', async () => {
    const { pick, bytes } = generator(5)
    for (const size of [65_537, 100_000, 1_000_000])
      expect((await send(pick(paths), bytes(size))).status).toBe(413)
  })
})
