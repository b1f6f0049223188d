import type { publish } from '../../scripts/key-rotation.mjs'
import { dataOf, request, type Session } from '../support/client.ts'
import { newUser, password } from '../support/makers.ts'
import { fetchWith } from '../support/worker.ts'

export type KeySet = Parameters<typeof publish>[0]
export type Key = KeySet['keys'][number]

export const publicHalf = ({ d, ...rest }: Key): Key => rest

/** The bindings of a service with these keys. */
export const withKeys = (...keys: Key[]) => ({ JWT_KEYS: JSON.stringify({ keys }) })

/** @returns the tokens of a new user, from a service with these keys */
export const signedInWith = async (...keys: Key[]): Promise<Session> => {
  const body = { email: (await newUser()).email, password }
  return dataOf(await fetchWith(withKeys(...keys), request('POST', '/users/login', { body })))
}
