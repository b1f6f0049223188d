import { reject } from './invalid.ts'

export type Bytes = Uint8Array<ArrayBuffer>

const alphabet = 'base64url'

export const toBase64url = (bytes: Uint8Array): string => bytes.toBase64({ alphabet, omitPadding: true })

/** @throws InvalidPasskey unless `text` is the one base64url form of its bytes, without padding */
export const fromBase64url = (text: string): Bytes => {
  const bytes = decode(text)
  return toBase64url(bytes) === text ? bytes : reject('not base64url')
}

const decode = (text: string): Bytes => {
  try {
    return Uint8Array.fromBase64(text, { alphabet })
  } catch (error) {
    if (error instanceof SyntaxError) return reject('not base64url', error)
    throw error
  }
}

export const sha256 = async (bytes: Bytes): Promise<Bytes> =>
  new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
