import type { Bytes } from './bytes.ts'
import type { VerifyingKey } from './cose-key.ts'
import { reject } from './invalid.ts'

const integerBytes = 32
const sequenceTag = 0x30
const integerTag = 0x02

/** Reads one DER INTEGER as 32 bytes. @returns the bytes, and the index behind the integer */
const readInteger = (der: Bytes, start: number): { value: Bytes; end: number } => {
  const length = der[start + 1] ?? 0
  const end = start + 2 + length
  if (der[start] !== integerTag || length === 0 || end > der.length) reject('the DER of the signature')
  const padded = der.subarray(start + 2, end)
  // An integer whose first bit is set has a zero before it.
  const digits = padded[0] === 0 ? padded.subarray(1) : padded
  if (digits.length > integerBytes) reject('the DER of the signature')
  const value = new Uint8Array(integerBytes)
  value.set(digits, integerBytes - digits.length)
  return { value, end }
}

/** ECDSA-Sig-Value (RFC 3279, section 2.2.3) as Web Crypto takes it: both integers, 32 bytes each. */
const toRaw = (der: Bytes): Bytes => {
  if (der[0] !== sequenceTag || der[1] !== der.length - 2) reject('the DER of the signature')
  const r = readInteger(der, 2)
  const s = readInteger(der, r.end)
  if (s.end !== der.length) reject('the DER of the signature')
  return new Uint8Array([...r.value, ...s.value])
}

const verify = async ({ key, parameters }: VerifyingKey, signature: Bytes, data: Bytes): Promise<boolean> => {
  try {
    return await crypto.subtle.verify(parameters, key, signature, data)
  } catch (error) {
    // A signature of another length, for example.
    if (error instanceof DOMException) return reject('the signature', error)
    throw error
  }
}

/** @throws InvalidPasskey unless `signature` is a signature over `data` */
export const requireSignature = async (
  verifying: VerifyingKey,
  signature: Bytes,
  data: Bytes,
): Promise<void> => {
  const raw = verifying.isDer ? toRaw(signature) : signature
  if (!(await verify(verifying, raw, data))) reject('the signature')
}
