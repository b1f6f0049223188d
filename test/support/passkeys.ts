import { env } from 'cloudflare:workers'
import { expect } from 'vitest'
import { type Faults, newAuthenticator, type TestAuthenticator } from './authenticator.ts'
import { api, dataOf, type Session } from './client.ts'
import { password } from './makers.ts'

/** @returns the options of a new passkey */
export const creationOptions = async (as: Session) =>
  (await dataOf(await api.post('/users/passkeys/options', { as }))).options

/** @returns the options of a sign-in with a passkey */
export const requestOptions = async () =>
  (await dataOf(await api.post('/users/login/passkey/options'))).options

/** Adds a passkey over the API, by default with the password as proof. @returns its authenticator, and the passkey */
export const addPasskey = async (
  as: Session,
  authenticator?: TestAuthenticator,
  proof: object = { password },
) => {
  const own = authenticator ?? (await newAuthenticator())
  const passkey = await own.create(await creationOptions(as))
  const response = await api.post('/users/passkeys', { as, body: { passkey, proof } })
  expect(response.status).toBe(201)
  return { authenticator: own, passkey: await dataOf(response) }
}

/** Signs in with a passkey. @returns the response */
export const signInWith = async (authenticator: TestAuthenticator, faults?: Faults) =>
  api.post('/users/login/passkey', {
    body: { passkey: await authenticator.get(await requestOptions(), faults) },
  })

/** @returns the proof of one change by a passkey */
export const passkeyProof = async (
  as: Session,
  authenticator: TestAuthenticator,
  action: string,
  target = '',
) => {
  const response = await api.post('/users/step-up', { as, body: { action, target } })
  return { passkey: await authenticator.get((await dataOf(response)).options) }
}

/** The name and the email of someone without an account. */
export const newOwner = () => ({ name: 'Ada Lovelace', email: `${crypto.randomUUID()}@example.com` })

/** @returns the options of a sign-up with a passkey */
export const signUpOptions = async (owner: { name: string; email: string }) =>
  (await dataOf(await api.post('/users/passkey-sign-up/options', { body: owner }))).options

/** Signs up with a passkey. @returns its authenticator, the owner, and the response */
export const signUpWith = async (faults?: Faults) => {
  const authenticator = await newAuthenticator()
  const owner = newOwner()
  const passkey = await authenticator.create(await signUpOptions(owner), faults)
  const response = await api.post('/users/passkey-sign-up', { body: { ...owner, passkey } })
  return { authenticator, owner, response }
}

/** Stores passkeys that no authenticator has. @returns their ids */
export const insertPasskeys = async (userId: string, count: number): Promise<string[]> => {
  const insert = env.DB.prepare("insert into passkeys values (?, ?, ?, 'k', 0, '[]', 'a', 0, 'Key', 1, null)")
  const ids = Array.from({ length: count }, () => crypto.randomUUID())
  await env.DB.batch(ids.map((id) => insert.bind(id, userId, id)))
  return ids
}
