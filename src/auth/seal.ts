import type { MacKeys } from './keys.ts'

const macBytes = 32

const withContext = (payload: Uint8Array, context: string) =>
  new Uint8Array([...payload, ...new TextEncoder().encode(context)])

const encode = (bytes: Uint8Array): string => bytes.toBase64({ alphabet: 'base64url', omitPadding: true })

const decode = (text: string): Uint8Array<ArrayBuffer> | undefined => {
  try {
    return Uint8Array.fromBase64(text, { alphabet: 'base64url' })
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}

/**
 * Makes a token of `payload` that only the holder of `keys` can make. It is not encrypted.
 * @param payload always of the same length for one purpose, so that its end cannot pass for the start of the context
 * @param context a text that the token is bound to and does not carry
 * @returns the payload and its HMAC-SHA-256 with the context, in base64url
 */
export const seal = async ([key]: MacKeys, payload: Uint8Array, context = ''): Promise<string> => {
  const mac = await crypto.subtle.sign('HMAC', key, withContext(payload, context))
  const sealed = new Uint8Array([...payload, ...new Uint8Array(mac)])
  return encode(sealed)
}

/** @returns the payload of `token`, or undefined unless `seal` made it with one of `keys`; compared in constant time */
export const unseal = async (
  keys: MacKeys,
  token: string,
  payloadBytes: number,
  context = '',
): Promise<Uint8Array<ArrayBuffer> | undefined> => {
  const bytes = decode(token)
  // Padding, white space or other last bits would decode to the same bytes. One token has one text.
  if (bytes?.length !== payloadBytes + macBytes || encode(bytes) !== token) return undefined
  const payload = bytes.slice(0, payloadBytes)
  const mac = bytes.subarray(payloadBytes)
  const signed = withContext(payload, context)
  for (const key of keys) if (await crypto.subtle.verify('HMAC', key, mac, signed)) return payload
  return undefined
}
