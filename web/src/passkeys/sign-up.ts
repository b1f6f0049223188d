import { ApiError, data } from 'bookplate/client'
import { api } from '../session/session.ts'
import { createPasskey } from './ceremony.ts'
import { rememberRpId } from './rp-id.ts'
import { signalUnknown } from './signals.ts'

const isRejection = (error: unknown): boolean => error instanceof ApiError && error.status < 500

/**
 * Makes an account with a passkey and no password.
 * @returns whether the account exists, or the link of a mail makes it
 * @throws DOMException, see `isDismissed`; ApiError, NetworkError
 */
export const signUpWithPasskey = async (owner: {
  name: string
  email: string
}): Promise<'signed up' | 'mail sent'> => {
  const { options } = await data(api.users['passkey-sign-up'].options.$post({ json: owner }))
  rememberRpId(options.rp.id)
  const passkey = await createPasskey(options)
  try {
    const { status } = await api.users['passkey-sign-up'].$post({ json: { ...owner, passkey } })
    return status === 202 ? 'mail sent' : 'signed up'
  } catch (error) {
    // After a lost response the account may exist, or a mail may be on its way.
    if (isRejection(error)) await signalUnknown(passkey.id)
    throw error
  }
}
