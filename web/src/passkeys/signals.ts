import { data } from 'bookplate/client'
import { ignore, isServiceError } from '../errors/ignore.ts'
import { api, user } from '../session/session.ts'
import { canUsePasskeys } from './ceremony.ts'
import { rpId } from './rp-id.ts'
import { userHandle } from './user-handle.ts'

// The Signal API (WebAuthn level 3, section 5.1.10): it tells password managers which passkeys are of use. A browser
// without it, or a password manager that does not listen, changes nothing.

type Signal = 'signalUnknownCredential' | 'signalAllAcceptedCredentials' | 'signalCurrentUserDetails'

const canSignal = (name: Signal): boolean => canUsePasskeys() && name in PublicKeyCredential

const isSignalError = (error: unknown): boolean => error instanceof DOMException || error instanceof TypeError

/** Tells that the service does not know a passkey, so that it is offered no more. */
export const signalUnknown = async (credentialId: string): Promise<void> => {
  if (!canSignal('signalUnknownCredential')) return
  await PublicKeyCredential.signalUnknownCredential({ rpId: rpId(), credentialId }).catch(
    ignore(isSignalError),
  )
}

/** Tells which passkeys the account has, after one was removed. */
export const signalAccepted = async (): Promise<void> => {
  const owner = user.peek()
  if (!owner || !canSignal('signalAllAcceptedCredentials')) return
  // The change is made: a list that cannot be read now is told after the next one.
  const passkeys = await data(api.users.passkeys.$get()).catch(ignore(isServiceError))
  if (!passkeys) return
  await PublicKeyCredential.signalAllAcceptedCredentials({
    rpId: rpId(),
    userId: userHandle(owner.id),
    allAcceptedCredentialIds: passkeys.map(({ credential_id }) => credential_id),
  }).catch(ignore(isSignalError))
}

/** Tells the email and the name of the account, after one of them was changed. */
export const signalDetails = async (): Promise<void> => {
  const owner = user.peek()
  if (!owner || !canSignal('signalCurrentUserDetails')) return
  await PublicKeyCredential.signalCurrentUserDetails({
    rpId: rpId(),
    userId: userHandle(owner.id),
    name: owner.email,
    displayName: owner.name,
  }).catch(ignore(isSignalError))
}
