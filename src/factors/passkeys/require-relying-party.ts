import type { AuthenticatorData } from './authenticator-data.ts'
import { sha256, toBase64url } from './bytes.ts'
import { reject } from './invalid.ts'
import type { RelyingParty } from './relying-party.ts'

/** @throws InvalidPasskey unless the authenticator acted for this domain */
export const requireRelyingParty = async (
  { rpIdHash }: AuthenticatorData,
  { id }: RelyingParty,
): Promise<void> => {
  const expected = await sha256(new Uint8Array(new TextEncoder().encode(id)))
  if (toBase64url(rpIdHash) !== toBase64url(expected)) reject('the RP id')
}
