import { env } from 'cloudflare:workers'
import { maxPasskeysPerUser } from '../../../src/factors/passkeys/limits.ts'
import { mailbox } from '../../mail/mails.ts'
import { newAuthenticator } from '../../support/authenticator.ts'
import { api, dataOf, request, type Session } from '../../support/client.ts'
import { foreignAssertion } from '../../support/factors.ts'
import { newUser, password, signedIn } from '../../support/makers.ts'
import {
  addPasskey,
  creationOptions,
  insertPasskeys,
  newOwner,
  passkeyProof,
  requestOptions,
  signInWith,
  signUpOptions,
  signUpWith,
} from '../../support/passkeys.ts'
import { signUpByMail } from '../../users/passkey-sign-up/by-mail.ts'
import { attempt, type Cause } from './request.ts'

export const isOfPasskeys = (operation: string) => operation.includes('/passkey')

/** A request of an operation on passkeys that asks for proof. */
export const provingPasskey = async (
  operation: string,
  as: Session & { user: { id: string } },
  proof: object | undefined,
): Promise<Request> => {
  const [method = '', path = ''] = operation.split(' ')
  // The options need no proof, but check one that is there.
  if (path === '/users/passkeys/options')
    return request(method, path, { as, body: { proof: proof ?? { password } } })
  if (path === '/users/passkeys') {
    const passkey = await (await newAuthenticator()).create(await creationOptions(as))
    return request(method, path, { as, body: { passkey, proof } })
  }
  const [id = ''] = await insertPasskeys(as.user.id, 1)
  const body = { proof, ...(method === 'PATCH' && { name: 'My key' }) }
  return request(method, path.replace('{id}', id), { as, body })
}

const takenEmail = async (operation: string) => {
  const { name, email } = await newUser()
  if (operation.endsWith('/options')) return { name, email }
  const passkey = await (await newAuthenticator()).create(await signUpOptions(newOwner()))
  return { name, email, passkey }
}

export const emailTakenByPasskey: Cause = async (operation) =>
  attempt('POST', operation.replace('POST ', ''), { body: await takenEmail(operation) })

export const passkeyTaken: Cause = async (operation) => {
  const { authenticator } = await addPasskey(await signedIn())
  if (operation === 'POST /users/passkey-sign-up') {
    const owner = newOwner()
    const passkey = await authenticator.create(await signUpOptions(owner))
    return attempt('POST', '/users/passkey-sign-up', { body: { ...owner, passkey } })
  }
  const as = await signedIn()
  const passkey = await authenticator.create(await creationOptions(as))
  return attempt('POST', '/users/passkeys', { as, body: { passkey, proof: { password } } })
}

export const tooManyPasskeys: Cause = async (operation) => {
  const as = await signedIn()
  const toSend = await provingPasskey(operation, as, { password })
  await insertPasskeys(as.user.id, maxPasskeysPerUser)
  return { request: toSend }
}

export const passkeyNotFound: Cause = async (operation) => {
  if (operation === 'POST /users/login/passkey') {
    const { challenge } = await requestOptions()
    return attempt('POST', '/users/login/passkey', { body: { passkey: foreignAssertion(challenge) } })
  }
  const [method = '', path = ''] = operation.split(' ')
  const body = { proof: { password }, ...(method === 'PATCH' && { name: 'My key' }) }
  return attempt(method, path.replace('{id}', crypto.randomUUID()), { as: await signedIn(), body })
}

/** A passkey whose sign-up waits for the link of its mail. */
export const signUpPending: Cause = async () => {
  const box = mailbox()
  const { authenticator } = await signUpByMail(box)
  const passkey = await authenticator.get(await requestOptions())
  return { ...attempt('POST', '/users/login/passkey', { body: { passkey } }), bindings: box.bindings }
}

export const lastSignInMethod: Cause = async () => {
  const { authenticator } = await signUpWith()
  const as = await dataOf(await signInWith(authenticator))
  const [{ id }] = await dataOf(await api.get('/users/passkeys', { as }))
  const proof = await passkeyProof(as, authenticator, 'remove_passkey', id)
  return attempt('DELETE', `/users/passkeys/${id}`, { as, body: { proof } })
}

/** The errors of `POST /users/login/passkey`, and of a sign-up with a passkey. */
export const ofPasskeySignIn = {
  invalid_passkey: async (operation) =>
    operation === 'POST /users/login/passkey'
      ? attempt('POST', '/users/login/passkey', { body: { passkey: foreignAssertion() } })
      : attempt('POST', '/users/passkey-sign-up', {
          body: {
            ...newOwner(),
            passkey: await (await newAuthenticator()).create({
              challenge: 'A'.repeat(43),
              user: { id: 'A'.repeat(22) },
            }),
          },
        }),
  account_disabled: async () => {
    const as = await signedIn()
    const { authenticator } = await addPasskey(as)
    await env.DB.prepare('update users set disabled_at = 1 where id = ?').bind(as.user.id).run()
    const passkey = await authenticator.get(await requestOptions())
    return attempt('POST', '/users/login/passkey', { body: { passkey } })
  },
  origin_mismatch: async () =>
    attempt('POST', '/users/login/passkey', {
      body: { passkey: foreignAssertion(), transport: 'cookie' },
    }),
} satisfies Record<string, Cause>
