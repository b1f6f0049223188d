import type { EncryptionKeys } from './keys.ts'

export const ivBytes = 12

/** A value at rest: AES-GCM with a key that `keyId` names. `text` is the IV, the ciphertext and the tag, in base64url. */
export interface Encrypted {
  keyId: string
  text: string
}

const gcm = (iv: Uint8Array<ArrayBuffer>, context: string) => ({
  name: 'AES-GCM',
  iv,
  additionalData: new TextEncoder().encode(context),
})

/**
 * @param keys the first one encrypts
 * @param context a text that the value is bound to, for example its owner: a row that is copied to another owner does
 *   not decrypt
 * @param iv 12 bytes, random by default. Two values that are encrypted with one IV reveal each other.
 */
export const encrypt = async (
  [{ id, key }]: EncryptionKeys,
  value: Uint8Array<ArrayBuffer>,
  context: string,
  iv: Uint8Array<ArrayBuffer> = crypto.getRandomValues(new Uint8Array(ivBytes)),
): Promise<Encrypted> => {
  const sealed = new Uint8Array(await crypto.subtle.encrypt(gcm(iv, context), key, value))
  const text = new Uint8Array([...iv, ...sealed]).toBase64({ alphabet: 'base64url', omitPadding: true })
  return { keyId: id, text }
}

/** @throws Error when no key has this id, or when the value or its context was changed */
export const decrypt = async (
  keys: EncryptionKeys,
  { keyId, text }: Encrypted,
  context: string,
): Promise<Uint8Array<ArrayBuffer>> => {
  const found = keys.find(({ id }) => id === keyId)
  if (!found) throw new Error(`SECRET_KEY has no key with the id ${keyId}`)
  const bytes = Uint8Array.fromBase64(text, { alphabet: 'base64url' })
  const [iv, sealed] = [bytes.slice(0, ivBytes), bytes.slice(ivBytes)]
  return new Uint8Array(await crypto.subtle.decrypt(gcm(iv, context), found.key, sealed))
}
