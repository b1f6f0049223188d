import { env } from 'cloudflare:workers'
import { tokenOf } from '../../mail/mails.ts'
import { type Box, post } from '../../recovery/flows.ts'
import { newAuthenticator, type TestAuthenticator } from '../../support/authenticator.ts'
import { dataOf } from '../../support/client.ts'
import { newOwner } from '../../support/passkeys.ts'

export interface Owner {
  name: string
  email: string
}

const path = '/users/passkey-sign-up'

export const startSignUp = (box: Box, owner: Owner) => post(box, `${path}/options`, owner)

export const optionsOf = async (box: Box, owner: Owner) =>
  (await dataOf(await startSignUp(box, owner))).options

export const finishSignUp = (box: Box, owner: Owner, passkey: unknown) =>
  post(box, path, { ...owner, passkey })

/** Signs up with a passkey, at a service that sends mail. The account waits for the link of the mail. */
export const signUpByMail = async (box: Box, owner: Owner = newOwner(), own?: TestAuthenticator) => {
  const authenticator = own ?? (await newAuthenticator())
  const options = await optionsOf(box, owner)
  const response = await finishSignUp(box, owner, await authenticator.create(options))
  const token = tokenOf(box.to(owner.email).at(-1))
  return { authenticator, owner, response, token, userHandle: options.user.id }
}

/** Signs in with the passkey alone. @param userHandle by default that of the authenticator */
export const signInByPasskey = async (box: Box, authenticator: TestAuthenticator, userHandle?: string) => {
  const { options } = await dataOf(await post(box, '/users/login/passkey/options'))
  const passkey = await authenticator.get(options, userHandle === undefined ? {} : { userHandle })
  return post(box, '/users/login/passkey', { passkey })
}

/** @returns the account of an email, and the number of its passkeys */
export const accountOf = async (email: string) => {
  const { results } = await env.DB.prepare(
    `select id, name, password_hash, email_verified_at,
       (select count(*) from passkeys where user_id = users.id) passkeys from users where email = ?`,
  )
    .bind(email)
    .all()
  return results
}

export const linksTo = async (email: string) =>
  (await env.DB.prepare('select * from mailed_links where email = ?').bind(email).all()).results

export const countCredentials = (credentialId: string) =>
  env.DB.prepare('select count(*) n from passkeys where credential_id = ?')
    .bind(credentialId)
    .first<number>('n')
