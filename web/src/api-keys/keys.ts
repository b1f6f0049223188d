import { type DataOf, data } from 'bookplate/client'
import { withProof } from '../proof/proof.tsx'
import { api } from '../session/session.ts'

export type ApiKey = DataOf<Awaited<ReturnType<(typeof api.users)['api-keys']['$get']>>>[number]
export type NewApiKey = DataOf<Awaited<ReturnType<(typeof api.users)['api-keys']['$post']>>>
export type Scope = ApiKey['scopes'][number]

export const listKeys = (): Promise<ApiKey[]> => data(api.users['api-keys'].$get())

/** @throws an `AbortError` when the reader gives no proof */
export const makeKey = (wish: {
  name: string
  scopes: Scope[]
  expires_in_days: number
}): Promise<NewApiKey> =>
  withProof({ action: 'make_api_key' }, (proof) =>
    data(api.users['api-keys'].$post({ json: { ...wish, proof } })),
  )

export const revokeKey = (id: string) => api.users['api-keys'][':id'].$delete({ param: { id } })
