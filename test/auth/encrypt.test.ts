import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { decrypt, encrypt } from '../../src/auth/encrypt.ts'
import { totpKeys } from '../../src/auth/keys.ts'
import { readConfig } from '../../src/http/config.ts'

const key = () =>
  crypto.getRandomValues(new Uint8Array(32)).toBase64({ alphabet: 'base64url', omitPadding: true })
const keysOf = (...secrets: string[]) => totpKeys(readConfig({ ...env, SECRET_KEY: secrets.join('\n') }))
const value = new Uint8Array([1, 2, 3])

describe('a value at rest', () => {
  it('comes back with the same keys and context', async () => {
    const keys = await keysOf(key())
    expect(await decrypt(keys, await encrypt(keys, value, 'mary'), 'mary')).toEqual(value)
  })

  it('is different each time', async () => {
    const keys = await keysOf(key())
    const [one, other] = [await encrypt(keys, value, 'mary'), await encrypt(keys, value, 'mary')]
    expect(one.text).not.toBe(other.text)
    expect(one.keyId).toBe(other.keyId)
  })

  it('does not decrypt for another owner, or when a character was changed', async () => {
    const keys = await keysOf(key())
    const sealed = await encrypt(keys, value, 'mary')
    await expect(decrypt(keys, sealed, 'percy')).rejects.toThrow()
    const changed = (sealed.text.startsWith('A') ? 'B' : 'A') + sealed.text.slice(1)
    await expect(decrypt(keys, { ...sealed, text: changed }, 'mary')).rejects.toThrow()
  })

  it('decrypts with the previous key while it is in the list, and no longer', async () => {
    const [old, next] = [key(), key()]
    const sealed = await encrypt(await keysOf(old), value, 'mary')
    expect(await decrypt(await keysOf(next, old), sealed, 'mary')).toEqual(value)
    await expect(decrypt(await keysOf(next), sealed, 'mary')).rejects.toThrow(sealed.keyId)
    expect((await encrypt(await keysOf(next, old), value, 'mary')).keyId).not.toBe(sealed.keyId)
  })
})
