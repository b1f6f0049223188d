import type { Config } from '../../http/config.ts'
import type { Assertion } from './assertion.ts'
import { type AuthenticatorData, readAuthenticatorData } from './authenticator-data.ts'
import { fromBase64url, sha256 } from './bytes.ts'
import { requireClientData } from './client-data.ts'
import { readCoseKey } from './cose-key.ts'
import { reject, unlessInvalid } from './invalid.ts'
import { relyingParty } from './relying-party.ts'
import { requireRelyingParty } from './require-relying-party.ts'
import { requireSignature } from './signature.ts'
import type { Passkey } from './statements.ts'
import { userHandle } from './user-handle.ts'

type VerifiedPasskey = Pick<Passkey, 'userId' | 'credentialId' | 'publicKey'>

/** @throws InvalidPasskey */
const check = async (
  config: Config,
  { id, rawId, response }: Assertion,
  { passkey, challenge }: { passkey: VerifiedPasskey; challenge: string },
): Promise<AuthenticatorData> => {
  if (id !== passkey.credentialId || rawId !== id) reject('the credential')
  // Absent for a credential that was named in the options. If present, it must be the owner.
  if (response.userHandle && response.userHandle !== userHandle(passkey.userId)) reject('the user handle')
  const party = relyingParty(config)
  const clientData = requireClientData(response.clientDataJSON, { type: 'webauthn.get', challenge }, party)
  const signedData = fromBase64url(response.authenticatorData)
  const data = readAuthenticatorData(signedData)
  await requireRelyingParty(data, party)
  if (!data.isUserPresent || !data.isUserVerified) reject('the user was not verified')
  const key = await readCoseKey(fromBase64url(passkey.publicKey))
  const signed = new Uint8Array([...signedData, ...(await sha256(clientData))])
  await requireSignature(key, fromBase64url(response.signature), signed)
  return data
}

/**
 * Verifies an assertion as WebAuthn level 3, section 7.2, says, but for the sign counter: D1 compares that, see `useOf`.
 * @returns undefined for an assertion that is not valid
 */
export const verifyAssertion = (
  config: Config,
  assertion: Assertion,
  expected: { passkey: VerifiedPasskey; challenge: string },
): Promise<Pick<AuthenticatorData, 'counter' | 'isBackedUp'> | undefined> =>
  unlessInvalid(() => check(config, assertion, expected))
