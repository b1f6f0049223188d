import { ApiError, data, NetworkError } from 'bookplate/client'
import { ignore } from '../errors/ignore.ts'
import { api } from '../session/session.ts'
import { createPasskey, hasCapability } from './ceremony.ts'
import { signalUnknown } from './signals.ts'

const isExpected = (error: unknown): boolean =>
  error instanceof ApiError || error instanceof NetworkError || error instanceof DOMException

const add = async (upgrade: string): Promise<void> => {
  if (!(await hasCapability('conditionalCreate'))) return
  const { options } = await data(api.users.passkeys.options.$post({ json: { upgrade } }))
  const passkey = await createPasskey(options, 'conditional')
  try {
    await api.users.passkeys.$post({ json: { passkey, upgrade } })
  } catch (error) {
    await signalUnknown(passkey.id)
    throw error
  }
}

/**
 * After a sign-in with the password: lets the password manager that filled it in add a passkey by itself. The reader asked
 * for nothing, so a failure is silent.
 * @param upgrade the proof of this sign-in. It is never stored.
 */
export const upgradeToPasskey = (upgrade: string): Promise<void> => add(upgrade).catch(ignore(isExpected))
