import { env } from 'cloudflare:workers'
import { apiKeyWish } from '../../support/api-keys.ts'
import { api, request, type Session } from '../../support/client.ts'
import { addFactors, foreignAssertion, mfaTokenOf, startTotp } from '../../support/factors.ts'
import { password, signedIn } from '../../support/makers.ts'
import { fetchWith } from '../../support/worker.ts'
import { isOfAdmins, provingAdmin } from './admin.ts'
import { isOfPasskeys, provingPasskey } from './passkeys.ts'
import { attempt, type Cause } from './request.ts'

const wrong = 'Wrong-Horse-7'
const wrongCode = '000000'

/** A request of an operation that asks for proof. */
export const proving = async (
  operation: string,
  as: Awaited<ReturnType<typeof signedIn>>,
  proof: object | undefined,
): Promise<Request> => {
  if (isOfAdmins(operation)) return provingAdmin(operation, as, proof)
  if (operation === 'POST /users/api-keys')
    return request('POST', '/users/api-keys', { as, body: { ...apiKeyWish, proof } })
  if (isOfPasskeys(operation)) return provingPasskey(operation, as, proof)
  if (operation === 'DELETE /users')
    return request('DELETE', '/users?purge=true', { as, body: proof ? { proof } : { password } })
  const [method = '', path = ''] = operation.split(' ')
  const more =
    operation === 'PUT /users/password'
      ? { new_password: 'Another-Horse-8', ...(!proof && { current_password: password }) }
      : operation === 'PUT /users/email'
        ? { email: `${crypto.randomUUID()}@example.com` }
        : operation === 'PUT /users/webhook'
          ? { url: 'https://good.hooks.example.com/' }
          : {}
  return request(method, path, { as, body: { ...more, proof } })
}

const sendCode = (operation: string, as: Session, fields: object) =>
  request('POST', operation.replace('POST ', ''), { as, body: { code: wrongCode, ...fields } })

/** A request with a wrong code. */
const wrongCodeOf = async (operation: string): Promise<Request> => {
  const as = await signedIn()
  if (operation === 'POST /users/mfa/totp/confirm') {
    await startTotp(as)
    return sendCode(operation, as, {})
  }
  await addFactors(as)
  if (operation === 'POST /users/mfa/recovery-codes/test') return sendCode(operation, as, {})
  if (operation === 'POST /users/login/mfa') {
    const body = { mfa_token: await mfaTokenOf(as.user), code: wrongCode }
    return request('POST', '/users/login/mfa', { body })
  }
  return proving(operation, as, { password, code: wrongCode })
}

export const invalidCode: Cause = async (operation) => ({ request: await wrongCodeOf(operation) })

export const invalidPasskey: Cause = async (operation) => ({
  request: await proving(operation, await signedIn(), { passkey: foreignAssertion() }),
})

export const invalidCredentials: Cause = async (operation) => ({
  request: await proving(operation, await signedIn(), { password: wrong }),
})

export const stepUpRequired: Cause = async (operation) => {
  const as = await signedIn()
  await addFactors(as)
  return { request: await proving(operation, as, undefined) }
}

export const mfaRequired: Cause = async () => {
  const { user, ...as } = await signedIn()
  await addFactors({ user })
  return attempt('POST', '/users/login', { body: { email: user.email, password }, as })
}

export const totpNotFound: Cause = async (operation) => {
  const as = await signedIn()
  const takesCode = /confirm$|test$/.test(operation)
  return { request: takesCode ? sendCode(operation, as, {}) : await proving(operation, as, { password }) }
}

/** Whether the operation counts attempts at a password or a code of a signed-in user. */
export const countsAttempts = (operation: string) =>
  operation.includes('/users/mfa/') ||
  / .users.passkeys/.test(operation) ||
  operation === 'POST /users/api-keys' ||
  operation === 'PUT /users/password' ||
  operation === 'PUT /users/email' ||
  / .users.webhook$/.test(operation) ||
  isOfAdmins(operation) ||
  operation === 'DELETE /users'

export const tooManyAttempts: Cause = async (operation) => {
  const bindings = { FREE_GUESSES: '1' }
  const takesCode = /confirm$|test$/.test(operation)
  const toSend = takesCode
    ? await wrongCodeOf(operation)
    : await proving(operation, await signedIn(), { password: wrong })
  await fetchWith(bindings, toSend.clone())
  return { request: toSend, bindings }
}

const mfa = (mfa_token: string) => attempt('POST', '/users/login/mfa', { body: { mfa_token, code: '1' } })

/** The errors of `POST /users/login/mfa` alone. */
export const completion = {
  invalid_token: async () => mfa(`bpmfa_${'A'.repeat(44)}`),
  origin_mismatch: async () => {
    const as = await signedIn()
    await addFactors(as)
    return mfa(await mfaTokenOf(as.user, { transport: 'cookie' }))
  },
  account_disabled: async () => {
    const as = await signedIn()
    await addFactors(as)
    const token = await mfaTokenOf(as.user)
    await api.delete('/users', { as })
    await env.DB.prepare('update users set disabled_at = 1 where id = ?').bind(as.user.id).run()
    return mfa(token)
  },
} satisfies Record<string, Cause>
