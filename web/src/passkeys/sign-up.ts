import { data } from 'bookplate/client'
import { api } from '../session/session.ts'
import { createPasskey } from './ceremony.ts'
import { rememberRpId } from './rp-id.ts'
import { signalUnknown } from './signals.ts'

/** Makes an account with a passkey and no password. @throws DOMException, see `isDismissed`; ApiError, NetworkError */
export const signUpWithPasskey = async (owner: { name: string; email: string }): Promise<void> => {
  const { options } = await data(api.users['passkey-sign-up'].options.$post({ json: owner }))
  rememberRpId(options.rp.id)
  const passkey = await createPasskey(options)
  try {
    await api.users['passkey-sign-up'].$post({ json: { ...owner, passkey } })
  } catch (error) {
    await signalUnknown(passkey.id)
    throw error
  }
}
