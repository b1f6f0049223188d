import { vi } from 'vitest'

export const phc = /^\$pbkdf2-sha256\$i=100000,c=6\$(?<salt>[A-Za-z0-9+/]{22})\$(?<hash>[A-Za-z0-9+/]{43})$/

/** A stored hash, as the service writes it. */
export const stored = (iterations: number, calls: number, salt: Uint8Array, hash: Uint8Array) =>
  `$pbkdf2-sha256$i=${iterations},c=${calls}$${salt.toBase64({ omitPadding: true })}$${hash.toBase64({ omitPadding: true })}`

export const utf8 = (text: string) => new Uint8Array(new TextEncoder().encode(text))

export const importPassword = (bytes: Uint8Array<ArrayBuffer>) =>
  crypto.subtle.importKey('raw', bytes, 'PBKDF2', false, ['deriveBits'])

/** The chained PBKDF2 of `hash.ts`, written independently. */
export const chain = async (password: string, salt: Uint8Array<ArrayBuffer>, calls: number) => {
  let bytes = utf8(password)
  for (let call = 0; call < calls; call++) {
    const parameters = { name: 'PBKDF2', hash: 'SHA-256', salt, iterations: 100_000 }
    bytes = new Uint8Array(await crypto.subtle.deriveBits(parameters, await importPassword(bytes), 256))
  }
  return bytes
}

/** Records the Web Crypto calls. @returns the iterations, the key and the result of each derivation */
export const watch = () => {
  const imported = vi.spyOn(crypto.subtle, 'importKey')
  const derived = vi.spyOn(crypto.subtle, 'deriveBits')
  return async () => {
    const keys = await Promise.all(imported.mock.results.map(({ value }) => value))
    const bytesOf = (key: unknown) =>
      new Uint8Array(imported.mock.calls[keys.indexOf(key)]?.[1] as ArrayBuffer)
    const results = await Promise.all(derived.mock.results.map(({ value }) => value as Promise<ArrayBuffer>))
    return derived.mock.calls.map(([algorithm, key], call) => ({
      iterations: (algorithm as { iterations: number }).iterations,
      key: bytesOf(key),
      result: new Uint8Array(results[call] as ArrayBuffer),
    }))
  }
}
