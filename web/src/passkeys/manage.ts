import { type DataOf, data } from 'bookplate/client'
import { api } from '../session/session.ts'
import { createPasskey } from './ceremony.ts'
import { rememberRpId } from './rp-id.ts'
import { signalAccepted, signalDetails, signalUnknown } from './signals.ts'

type NewPasskeyBody = NonNullable<Parameters<typeof api.users.passkeys.$post>[0]>['json']
type Proof = NonNullable<NewPasskeyBody['proof']>

export type Passkey = DataOf<Awaited<ReturnType<typeof api.users.passkeys.$get>>>[number]

/** A new passkey whose proof was accepted. */
export interface StartedPasskey {
  options: Parameters<typeof createPasskey>[0]
  /** In milliseconds since 1970. */
  expiresAt: number
}

export const listPasskeys = (): Promise<Passkey[]> => data(api.users.passkeys.$get())

/** Gives the proof, before the browser makes the passkey. */
export const startPasskey = async (proof: Proof): Promise<StartedPasskey> => {
  const { options, expires_in } = await data(api.users.passkeys.options.$post({ json: { proof } }))
  rememberRpId(options.rp.id)
  return { options, expiresAt: Date.now() + expires_in * 1000 }
}

/** Makes the passkey on this device, and adds it. @throws DOMException, see `isDismissed`; ApiError, NetworkError */
export const finishPasskey = async ({ options }: StartedPasskey): Promise<Passkey> => {
  const passkey = await createPasskey(options)
  try {
    return await data(api.users.passkeys.$post({ json: { passkey } }))
  } catch (error) {
    await signalUnknown(passkey.id)
    throw error
  }
}

/** Renames a passkey, and tells the password manager whose it is. */
export const renamePasskey = async (id: string, name: string, proof: Proof): Promise<void> => {
  await api.users.passkeys[':id'].$patch({ param: { id }, json: { name, proof } })
  await signalDetails()
}

/** Removes a passkey, and tells the password manager. */
export const removePasskey = async (id: string, proof: Proof): Promise<void> => {
  await api.users.passkeys[':id'].$delete({ param: { id }, json: { proof } })
  await signalAccepted()
}
