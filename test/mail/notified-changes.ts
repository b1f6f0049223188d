import { env } from 'cloudflare:workers'
import type { verified } from '../recovery/flows.ts'
import { newWebhook } from '../request-makers.ts'
import { apiKeyWish, insertKey } from '../support/api-keys.ts'
import { newAuthenticator } from '../support/authenticator.ts'
import { api, dataOf, request, type Session } from '../support/client.ts'
import { addFactors, insertPasskey, startTotp } from '../support/factors.ts'
import { password, signedInAdmin } from '../support/makers.ts'
import { creationOptions } from '../support/passkeys.ts'
import { type mailbox, planRemoval } from './mails.ts'

const proof = { password }

export type Reader = Awaited<ReturnType<typeof verified>>
export type Box = ReturnType<typeof mailbox>

export const send = (box: Box, method: string, path: string, as: Session | undefined, body?: unknown) =>
  box.fetch(request(method, path, { as, body }))

const login = (box: Box, { user }: Reader) =>
  send(box, 'POST', '/users/login', undefined, { email: user.email, password })

const reuse = async (box: Box, { refresh_token }: Reader) => {
  const refresh = (token: string) => send(box, 'POST', '/users/refresh', undefined, { refresh_token: token })
  const second = await dataOf(await refresh(refresh_token))
  await refresh(second.refresh_token)
  return refresh(refresh_token)
}

const confirmTotp = async (box: Box, as: Reader) => {
  const { code } = await startTotp(as)
  return send(box, 'POST', '/users/mfa/totp/confirm', as, { code: await code() })
}

const proven = async (box: Box, as: Reader, method: string, path: string) => {
  const { code } = await addFactors(as)
  return send(box, method, path, as, { proof: { password, code: await code() } })
}

const addPasskey = async (box: Box, as: Reader) => {
  const authenticator = await newAuthenticator()
  const passkey = await authenticator.create(await creationOptions(as))
  return send(box, 'POST', '/users/passkeys', as, { passkey, proof })
}

const removePasskey = async (box: Box, as: Reader) => {
  await insertPasskey(as)
  const [{ id }] = await dataOf(await api.get('/users/passkeys', { as }))
  return send(box, 'DELETE', `/users/passkeys/${id}`, as, { proof })
}

const addKey = (box: Box, as: Reader) => send(box, 'POST', '/users/api-keys', as, { ...apiKeyWish, proof })

const revokeKey = async (box: Box, as: Reader) => {
  await insertKey(as.user.id, ['books:read'])
  const [{ id }] = await dataOf(await api.get('/users/api-keys', { as }))
  return send(box, 'DELETE', `/users/api-keys/${id}`, as)
}
const setWebhook = (box: Box, as: Reader) => send(box, 'PUT', '/users/webhook', as, newWebhook)

const changeByAdmin = async (box: Box, { user }: Reader, body: object) =>
  send(box, 'PATCH', `/admin/users/${user.id}`, await signedInAdmin(), { proof, ...body })

const disableByAdmin = (box: Box, as: Reader) => changeByAdmin(box, as, { active: false })
const enableByAdmin = async (box: Box, as: Reader) => {
  await env.DB.prepare('update users set disabled_at = 1 where id = ?').bind(as.user.id).run()
  return changeByAdmin(box, as, { active: true })
}

/** `[what happens, the subject of the notice, the status, the change]` */
export const changes: [
  string,
  subject: string,
  status: number,
  (box: Box, as: Reader) => Promise<Response>,
][] = [
  ['a sign-in on a new device', 'New sign-in', 200, login],
  ['a reused refresh token', 'A session was ended', 401, reuse],
  [
    'a new password',
    'Your password was changed',
    204,
    (box, as) =>
      send(box, 'PUT', '/users/password', as, {
        current_password: password,
        new_password: 'Another-Horse-8',
      }),
  ],
  ['a new TOTP', 'An authenticator app was added', 200, confirmTotp],
  [
    'TOTP that was removed',
    'The authenticator app was removed',
    204,
    (box, as) => proven(box, as, 'DELETE', '/users/mfa/totp'),
  ],
  [
    'new recovery codes',
    'New recovery codes',
    200,
    (box, as) => proven(box, as, 'POST', '/users/mfa/recovery-codes'),
  ],
  ['a new passkey', 'A passkey was added', 201, addPasskey],
  ['a passkey that was removed', 'A passkey was removed', 204, removePasskey],
  ['a new API key', 'An API key was made', 201, addKey],
  ['an API key that was revoked', 'An API key was revoked', 204, revokeKey],
  ['a webhook', 'A webhook was set', 201, setWebhook],
  [
    'a webhook that was removed',
    'Your webhook was removed',
    204,
    async (box, as) => {
      await env.DB.prepare("insert into webhooks values (?, ?, '', '', 1, 0, null, 1, 0, null, null)")
        .bind(as.user.id, newWebhook.url)
        .run()
      return send(box, 'DELETE', '/users/webhook', as, { proof })
    },
  ],
  ['a new role', 'Your role was changed', 200, (box, as) => changeByAdmin(box, as, { role: 'admin' })],
  ['an account that an admin disabled', 'Your account was disabled', 200, disableByAdmin],
  ['an account that an admin enabled', 'Your account was enabled', 200, enableByAdmin],
  [
    'factors that stay',
    'Your second factors stay',
    204,
    async (box, as) => {
      await planRemoval(as.user.id)
      return send(box, 'DELETE', '/users/factor-removal', as)
    },
  ],
  ['a disabled account', 'Your account was disabled', 204, (box, as) => send(box, 'DELETE', '/users', as)],
  [
    'an erased account',
    'Your account was erased',
    204,
    (box, as) => send(box, 'DELETE', '/users?purge=true', as, { password }),
  ],
]
