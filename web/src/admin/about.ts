import { user } from '../session/session.ts'
import type { ManagedUser } from './read.ts'
import { adminTexts } from './texts.ts'

export type Change = { role: ManagedUser['role'] } | { active: boolean }

const isMyself = ({ id }: ManagedUser): boolean => user.peek()?.id === id

/** The email tells users with one name apart. */
const personOf = ({ name, email }: ManagedUser): string => `${name} (${email})`

/** @returns the change that the admin proves, and whose account it is */
export const aboutChange = (target: ManagedUser, change: Change): string => {
  const { prove } = adminTexts.value
  const person = personOf(target)
  if ('role' in change) {
    if (change.role === 'admin') return prove.makeAdmin(person)
    return isMyself(target) ? prove.makeMyselfReader : prove.makeReader(person)
  }
  if (change.active) return prove.enable(person)
  return isMyself(target) ? prove.disableMyself : prove.disable(person)
}

export const aboutRemoval = (target: ManagedUser): string => {
  const { prove } = adminTexts.value
  return isMyself(target) ? prove.removeMyFactors : prove.removeFactors(personOf(target))
}
