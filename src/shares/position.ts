import { decrypt, encrypt, ivBytes } from '../auth/encrypt.ts'
import { shareCursorKeys } from '../auth/keys.ts'
import type { Config } from '../http/config.ts'
import { ApiError } from '../http/errors.ts'

/** The last book of a page: when it was added, in milliseconds, and its id. Visitors see neither. */
export interface Position {
  at: number
  id: string
}

const positionBytes = 8 + 16
const tagBytes = 16
/** Each character of base64url has 6 bits. */
const cursorLength = Math.ceil(((ivBytes + positionBytes + tagBytes) * 8) / 6)
const cursorForm = new RegExp(`^[\\w-]{${cursorLength}}$`)

const toBytes = ({ at, id }: Position): Uint8Array<ArrayBuffer> => {
  const bytes = new Uint8Array(positionBytes)
  new DataView(bytes.buffer).setFloat64(0, at)
  bytes.set(Uint8Array.fromHex(id.replaceAll('-', '')), 8)
  return bytes
}

const toPosition = (bytes: Uint8Array<ArrayBuffer>): Position => ({
  at: new DataView(bytes.buffer).getFloat64(0),
  id: bytes
    .slice(8)
    .toHex()
    .replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-'),
})

/**
 * The same position has the same cursor: otherwise each response would differ from the one before, and no ETag would match.
 * So the IV derives from the position.
 */
const ivOf = async (shareKey: string, position: Uint8Array<ArrayBuffer>) => {
  const text = new Uint8Array([...new TextEncoder().encode(shareKey), ...position])
  return new Uint8Array(await crypto.subtle.digest('SHA-256', text)).slice(0, ivBytes)
}

/** @returns the cursor of the page behind a book: encrypted, and good for this share alone */
export const sealPosition = async (config: Config, shareKey: string, position: Position): Promise<string> => {
  const value = toBytes(position)
  const iv = await ivOf(shareKey, value)
  return (await encrypt(await shareCursorKeys(config), value, shareKey, iv)).text
}

const decryptWith = async (...args: Parameters<typeof decrypt>) => {
  try {
    return await decrypt(...args)
  } catch (error) {
    // Another key, another share, or text that is no cursor.
    if (error instanceof DOMException && error.name === 'OperationError') return undefined
    throw error
  }
}

/** @throws ApiError `invalid_cursor` for a cursor that is not of this share */
export const openPosition = async (config: Config, shareKey: string, cursor: string): Promise<Position> => {
  if (!cursorForm.test(cursor)) throw new ApiError('invalid_cursor')
  const keys = await shareCursorKeys(config)
  for (const { id: keyId } of keys) {
    const value = await decryptWith(keys, { keyId, text: cursor }, shareKey)
    if (value) return toPosition(value)
  }
  throw new ApiError('invalid_cursor')
}
