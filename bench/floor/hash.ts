const calls = 6
const salt = new Uint8Array(16)

/** The cost of a password hash and nothing else: the PBKDF2 calls of production, one after the other. */
export const hash = async (password: string): Promise<string> => {
  let secret = new TextEncoder().encode(password)
  for (let call = 0; call < calls; call++) {
    const key = await crypto.subtle.importKey('raw', secret, 'PBKDF2', false, ['deriveBits'])
    const pbkdf2 = { name: 'PBKDF2', hash: 'SHA-256', salt, iterations: 100_000 }
    secret = new Uint8Array(await crypto.subtle.deriveBits(pbkdf2, key, 256))
  }
  return secret.toBase64()
}
