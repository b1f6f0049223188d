import { type DataOf, data } from 'bookplate/client'
import { api } from '../session/session.ts'
import { createPasskey, getPasskey } from './ceremony.ts'
import { rememberRpId } from './rp-id.ts'
import { signalAccepted } from './signals.ts'

type NewPasskeyBody = NonNullable<Parameters<typeof api.users.passkeys.$post>[0]>['json']

/** A proof of one change: the password, with a code if one is set up, or a passkey. */
export type Proof = NonNullable<NewPasskeyBody['proof']>
export type Passkey = DataOf<Awaited<ReturnType<typeof api.users.passkeys.$get>>>[number]
type Action = NonNullable<Parameters<(typeof api.users)['step-up']['$post']>[0]>['json']['action']

export const listPasskeys = (): Promise<Passkey[]> => data(api.users.passkeys.$get())

/** Asks for a passkey as the proof of one change. @throws DOMException, see `isDismissed` */
export const proveByPasskey = async (action: Action, target = ''): Promise<Proof> => {
  const { options } = await data(api.users['step-up'].$post({ json: { action, target } }))
  if (!options) throw new TypeError('The account has no passkey')
  return { passkey: await getPasskey(options, 'optional') }
}

/** Adds a passkey of this device. The proof is checked before the passkey is made. */
export const addPasskey = async (proof: Proof): Promise<Passkey> => {
  const { options } = await data(api.users.passkeys.options.$post({ json: { proof } }))
  rememberRpId(options.rp.id)
  const passkey = await createPasskey(options)
  return data(api.users.passkeys.$post({ json: { passkey } }))
}

export const renamePasskey = (id: string, name: string, proof: Proof): Promise<Passkey> =>
  data(api.users.passkeys[':id'].$patch({ param: { id }, json: { name, proof } }))

/** Removes a passkey, and tells the password manager. */
export const removePasskey = async (id: string, proof: Proof): Promise<void> => {
  await api.users.passkeys[':id'].$delete({ param: { id }, json: { proof } })
  await signalAccepted()
}
