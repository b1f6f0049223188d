import { type CBORType, decodePartialCBOR } from '@levischuck/tiny-cbor'
import type { Bytes } from './bytes.ts'
import { reject } from './invalid.ts'

export type CborMap = Map<string | number, CBORType>

/**
 * @param start the index of the first byte
 * @returns the map, and the index behind it
 * @throws InvalidPasskey
 */
export const readMap = (bytes: Bytes, start: number): { map: CborMap; end: number } => {
  const [value, length] = decode(bytes, start)
  return value instanceof Map ? { map: value, end: start + length } : reject('not a CBOR map')
}

const decode = (bytes: Bytes, start: number) => {
  try {
    return decodePartialCBOR(bytes, start)
  } catch (error) {
    // For malformed CBOR the decoder throws an Error or a RangeError, and no class of its own.
    return reject('malformed CBOR', error)
  }
}
