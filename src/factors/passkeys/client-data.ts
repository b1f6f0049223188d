import * as z from 'zod'
import { type Bytes, fromBase64url } from './bytes.ts'
import { reject } from './invalid.ts'
import type { RelyingParty } from './relying-party.ts'

/** CollectedClientData (WebAuthn level 3, section 5.8.1). Browsers may add members. */
const clientData = z.object({
  type: z.string(),
  challenge: z.string().max(200),
  origin: z.string(),
  // No frame of another site may use a passkey.
  crossOrigin: z.literal(false).optional(),
  topOrigin: z.undefined().optional(),
})

type ClientData = z.output<typeof clientData>

const parse = (bytes: Bytes): ClientData => {
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: false }).decode(bytes)
    return clientData.safeParse(JSON.parse(text)).data ?? reject('the client data')
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof TypeError) return reject('the client data', error)
    throw error
  }
}

/** @throws InvalidPasskey */
export const readChallenge = (clientDataJSON: string): string =>
  parse(fromBase64url(clientDataJSON)).challenge

interface Expected {
  type: 'webauthn.create' | 'webauthn.get'
  challenge: string
}

/**
 * @returns the bytes that the authenticator signed
 * @throws InvalidPasskey for another type, challenge or origin
 */
export const requireClientData = (
  clientDataJSON: string,
  { type, challenge }: Expected,
  { origins }: RelyingParty,
): Bytes => {
  const bytes = fromBase64url(clientDataJSON)
  const data = parse(bytes)
  if (data.type !== type) reject('the type of the client data')
  if (data.challenge !== challenge) reject('the challenge')
  if (!origins.includes(data.origin)) reject('the origin')
  return bytes
}
