import type { api } from '../session/session.ts'

type StepUpBody = NonNullable<Parameters<(typeof api.users)['step-up']['$post']>[0]>['json']
type NewPasskeyBody = NonNullable<Parameters<typeof api.users.passkeys.$post>[0]>['json']

export type Action = StepUpBody['action']

/** The change to prove. */
export interface Claim {
  action: Action
  /** The thing to change: an id, or the new email as the service stores it. */
  target?: string
  /** Says more than the name of the action. */
  about?: string
}

/** The password, with a code if an authenticator app is set up, or a passkey. */
export type Proof = NonNullable<NewPasskeyBody['proof']>

/** A change that waits for its proof. */
export interface Waiting {
  claim: Claim
  /** Makes the change. @throws an error that the dialog shows; every other error closes the dialog */
  attempt: (proof: Proof) => Promise<void>
  close: () => void
}
