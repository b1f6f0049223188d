import { env } from 'cloudflare:workers'
import { type mailbox, tokenOf } from '../mail/mails.ts'
import { api, request, type Session } from '../support/client.ts'
import { hide } from '../support/logs.ts'
import { password, signedIn } from '../support/makers.ts'

export type Box = ReturnType<typeof mailbox>

export const newPassword = 'Another-Horse-8'
export const newEmail = () => `${crypto.randomUUID()}@example.com`

export const post = (box: Box, path: string, body?: unknown, as?: Session) =>
  box.fetch(request('POST', path, { body, as }))

export const signUp = (box: Box, email: string, name = 'Mary Shelley') =>
  post(box, '/users', { name, email, password })

export const verify = (box: Box, token: string) => post(box, '/users/email/verify', { token })
export const forget = (box: Box, email: string) => post(box, '/users/password/forgot', { email })
export const reset = (box: Box, token: string, secret = newPassword) =>
  post(box, '/users/password/reset', { token, new_password: secret })

export const askForEmail = (box: Box, as: Session, email: string, proof: object | undefined = { password }) =>
  box.fetch(request('PUT', '/users/email', { as, body: { email, proof } }))

/** @returns a signed-in user whose email is verified */
export const verified = async () => {
  const as = await signedIn()
  await env.DB.prepare('update users set email_verified_at = 1 where id = ?').bind(as.user.id).run()
  return as
}

export const userRow = (id: string) =>
  env.DB.prepare('select * from users where id = ?').bind(id).first<Record<string, unknown>>()

export const eventsOf = async (id: string) => {
  const { results } = await env.DB.prepare('select kind from security_events where user_id = ? order by id')
    .bind(id)
    .all<{ kind: string }>()
  return results.map(({ kind }) => kind)
}

const lastToken = (box: Box, email: string) => {
  const token = tokenOf(box.to(email).findLast(({ text }) => text.includes('token=')))
  hide(token)
  return token
}

/** Makes a link of each purpose, for a user of its own. */
export const makeLink = {
  sign_up: async (box: Box) => {
    const email = newEmail()
    await signUp(box, email)
    return { email, token: lastToken(box, email), as: undefined }
  },
  verify_email: async (box: Box) => {
    const as = await signedIn()
    await post(box, '/users/email/verification', undefined, as)
    return { email: as.user.email, token: lastToken(box, as.user.email), as }
  },
  change_email: async (box: Box) => {
    const as = await verified()
    const email = newEmail()
    await askForEmail(box, as, email)
    return { email, token: lastToken(box, email), as }
  },
  reset_password: async (box: Box) => {
    const as = await verified()
    await forget(box, as.user.email)
    return { email: as.user.email, token: lastToken(box, as.user.email), as }
  },
}

export type Purpose = keyof typeof makeLink

/** Uses a link in the way of its purpose. */
export const useLink = (box: Box, purpose: Purpose, token: string) =>
  purpose === 'reset_password' ? reset(box, token) : verify(box, token)

export const canSignIn = async (email: string, secret = password) =>
  (await api.post('/users/login', { body: { email, password: secret } })).status === 200
