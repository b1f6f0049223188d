import { data } from 'bookplate/client'
import { withProof } from '../proof/proof.tsx'
import { api, user } from '../session/session.ts'
import { aboutChange, aboutRemoval, type Change } from './about.ts'
import type { ManagedUser } from './read.ts'

/** Admins who give up their own role leave the page. */
const readMyself = async ({ id }: ManagedUser) => {
  if (user.peek()?.id === id) await api.users.$get()
}

/** @returns the changed user. @throws an `AbortError` if the admin gives no proof */
export const changeUser = async (target: ManagedUser, change: Change): Promise<ManagedUser> => {
  const { id } = target
  const claim = { action: 'admin_change_user', target: id, about: aboutChange(target, change) } as const
  const changed = await withProof(claim, (proof) =>
    data(api.admin.users[':id'].$patch({ param: { id }, json: { ...change, proof } })),
  )
  await readMyself(target)
  return changed
}

/** Asks for no proof. */
export const endSessions = async (target: ManagedUser): Promise<ManagedUser> => {
  await api.admin.users[':id'].sessions.$delete({ param: { id: target.id } })
  await readMyself(target)
  return target
}

/** @throws an `AbortError` if the admin gives no proof */
export const removeFactors = async (target: ManagedUser): Promise<ManagedUser> => {
  const { id } = target
  const claim = { action: 'admin_remove_factors', target: id, about: aboutRemoval(target) } as const
  const removal = await withProof(claim, (proof) =>
    data(api.admin.users[':id'].factors.$delete({ param: { id }, json: { proof } })),
  )
  return { ...target, factor_removal: removal }
}
