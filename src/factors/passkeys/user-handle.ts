import { UUID } from 'uuidv7'
import { fromBase64url, toBase64url } from './bytes.ts'
import { orUndefined } from './invalid.ts'

/** The id of a user as authenticators store it: 16 bytes in base64url. It says nothing of the person. */
export const userHandle = (userId: string): string => toBase64url(UUID.parse(userId).bytes)

const idBytes = 16
/** The first bytes of a UUIDv7 are the milliseconds of its making (RFC 9562, section 5.7). */
const instantBytes = 6

/** @returns when the service made the id in a user handle, whether a user has it or not; undefined for another handle */
export const madeAt = (handle: string): Date | undefined => {
  const bytes = orUndefined(() => fromBase64url(handle))
  if (bytes?.length !== idBytes || (bytes[instantBytes] ?? 0) >> 4 !== 7) return undefined
  return new Date(bytes.subarray(0, instantBytes).reduce((ms, byte) => ms * 256 + byte, 0))
}
