import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { readConfig } from '../../src/http/config.ts'
import { openPosition, sealPosition } from '../../src/shares/position.ts'
import { api, errorOf } from '../support/client.ts'
import { sharedKey } from './sharing.ts'

const key = 'A'.repeat(22)
const position = { at: 1_764_000_000_123, id: '0190a1b2-c3d4-7e5f-8a6b-7c8d9e0f1a2b' }
const configOf = (SECRET_KEY: string) => readConfig({ ...env, SECRET_KEY })
const secret = (fill: number) =>
  new Uint8Array(32).fill(fill).toBase64({ alphabet: 'base64url', omitPadding: true })

describe('a cursor of a shared shelf', () => {
  it('holds a position, and hides it', async () => {
    const cursor = await sealPosition(readConfig(env), key, position)
    expect(await openPosition(readConfig(env), key, cursor)).toEqual(position)
    const bytes = Uint8Array.fromBase64(cursor, { alphabet: 'base64url' })
    expect(bytes.toHex()).not.toContain(position.id.replaceAll('-', '').slice(0, 12))
  })

  it('is the same for the same position, and another for every other', async () => {
    const seal = (of: string, at: number) => sealPosition(readConfig(env), of, { ...position, at })
    expect(await seal(key, 1)).toBe(await seal(key, 1))
    expect(new Set([await seal(key, 1), await seal(key, 2), await seal('B'.repeat(22), 1)]).size).toBe(3)
  })

  it('outlives a rotation of SECRET_KEY while the old key is there', async () => {
    const cursor = await sealPosition(configOf(secret(1)), key, position)
    expect(await openPosition(configOf(`${secret(2)} ${secret(1)}`), key, cursor)).toEqual(position)
    await expect(openPosition(configOf(secret(2)), key, cursor)).rejects.toThrow('invalid_cursor')
  })

  it('is good for its own share alone', async () => {
    const cursor = await sealPosition(readConfig(env), key, position)
    await expect(openPosition(readConfig(env), 'B'.repeat(22), cursor)).rejects.toThrow('invalid_cursor')
  })

  it.each(['', 'x', '0', 'A'.repeat(69), 'A'.repeat(70), 'A'.repeat(71), '*'.repeat(70), 'WzEsMl0'])(
    'is rejected if the service did not make it: %s',
    async (cursor) => {
      const response = await api.get(`/shares/${await sharedKey()}?cursor=${cursor}`)
      expect(await errorOf(response)).toEqual([400, 'invalid_cursor'])
    },
  )

  it('is rejected after any change of a character', async () => {
    const cursor = await sealPosition(readConfig(env), key, position)
    for (const at of [0, 15, 16, 40, 60, 68]) {
      const changed = cursor.slice(0, at) + (cursor[at] === 'A' ? 'B' : 'A') + cursor.slice(at + 1)
      await expect(openPosition(readConfig(env), key, changed)).rejects.toThrow('invalid_cursor')
    }
  })
})
