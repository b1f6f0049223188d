import { UUID } from 'uuidv7'
import { toBase64url } from './bytes.ts'

/** The id of a user as authenticators store it: 16 bytes in base64url. It says nothing of the person. */
export const userHandle = (userId: string): string => toBase64url(UUID.parse(userId).bytes)
