import { data } from 'bookplate/client'
import { hasCode } from '../errors/messages.ts'
import { api, signInBy } from '../session/session.ts'
import { abortPending, getPasskey, hasCapability } from './ceremony.ts'
import { rememberRpId } from './rp-id.ts'
import { signalUnknown } from './signals.ts'

const attempt = async (mediation: CredentialMediationRequirement): Promise<void> => {
  const { options } = await data(api.users.login.passkey.options.$post())
  rememberRpId(options.rpId)
  const passkey = await getPasskey(options, mediation)
  try {
    await signInBy((visitor) =>
      data(visitor.users.login.passkey.$post({ json: { passkey, transport: 'cookie' } })),
    )
  } catch (error) {
    if (hasCode(error, 'passkey_not_found')) await signalUnknown(passkey.id)
    throw error
  }
}

/** Shows the dialog of the browser. @throws DOMException, see `isDismissed`; ApiError, NetworkError */
export const signInWithPasskey = (): Promise<void> => {
  // From the click on, the autofill may take no passkey.
  abortPending()
  return attempt('optional')
}

/** A challenge is valid for five minutes. */
const renewEveryMs = 4 * 60_000

/**
 * Offers the passkeys in the autofill of the email field, until the reader leaves the page.
 * @param report receives the errors of a passkey that was chosen
 * @returns a function that ends it
 */
export const offerInAutofill = (report: (error: unknown) => void): (() => void) => {
  let isOver = false
  const offer = async () => {
    if (isOver || !(await hasCapability('conditionalGet')) || isOver) return
    await attempt('conditional')
  }
  // The next offer aborts the one before it.
  const start = () =>
    void offer().catch((error) => {
      if (!isOver && !(error instanceof DOMException)) report(error)
    })
  start()
  const timer = setInterval(start, renewEveryMs)
  return () => {
    isOver = true
    clearInterval(timer)
    abortPending()
  }
}
