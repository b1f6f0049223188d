import { putBook } from '../books/put-book.ts'
import { newDevice, newDocument } from '../koreader/device.ts'
import { newWebhook, sessionIdOf } from '../request-makers.ts'
import { shown } from '../shares/sharing.ts'
import { apiKeyWish, makeKey } from '../support/api-keys.ts'
import { newAuthenticator } from '../support/authenticator.ts'
import { api, type Session } from '../support/client.ts'
import { addFactors, startTotp } from '../support/factors.ts'
import { password, type TestBook, type TestUser } from '../support/makers.ts'
import { creationOptions, insertPasskeys } from '../support/passkeys.ts'
import type { Use } from './use.ts'

const newEmail = () => ({ email: `${crypto.randomUUID()}@example.com`, proof: { password } })
const renaming = () => ({ name: 'Another Reader' })
const newPassword = () => ({ current_password: password, new_password: 'Correct-Horse-8' })

const newPasskey = async (as: Session) => ({
  passkey: await (await newAuthenticator()).create(await creationOptions(as)),
  proof: { password },
})
const ownPasskey = async (_: TestBook, { user }: { user: TestUser }) =>
  `/users/passkeys/${(await insertPasskeys(user.id, 1))[0]}`

const reportedDocument = async (_: TestBook, { user }: { user: TestUser }) => {
  const document = newDocument()
  await (await newDevice(user)).push({ document })
  return `/users/documents/${document}`
}

/** Requests about the account, its keys and devices, and of admins. */
export const accountUses: Use[] = [
  { route: 'GET /users', trips: 1 },
  { route: 'PUT /users', trips: 1, body: renaming },
  { route: 'PATCH /users', trips: 1, body: renaming },
  { route: 'PUT /users/password', trips: 2, body: newPassword },
  // Two before the response, and afterwards one that claims the mails, and one for each mail.
  { route: 'POST /users/email/verification', trips: 4 },
  { route: 'PUT /users/email', trips: 5, body: newEmail },
  { route: 'DELETE /users', trips: 1 },
  // Two before the response, and three afterwards to erase the data.
  {
    route: 'DELETE /users',
    name: 'for good',
    trips: 5,
    path: () => '/users?purge=true',
    body: () => ({ password }),
  },
  { route: 'GET /users/mfa', trips: 1 },
  { route: 'POST /users/mfa/totp', trips: 2, body: () => ({ proof: { password } }) },
  {
    route: 'POST /users/mfa/totp/confirm',
    trips: 2,
    body: async (as) => ({ code: await (await startTotp(as)).code() }),
  },
  {
    route: 'DELETE /users/mfa/totp',
    trips: 2,
    body: async (as) => ({ proof: { password, code: await (await addFactors(as)).code() } }),
  },
  {
    route: 'POST /users/mfa/recovery-codes',
    trips: 2,
    body: async (as) => ({ proof: { password, code: await (await addFactors(as)).code() } }),
  },
  {
    route: 'POST /users/mfa/recovery-codes/test',
    trips: 2,
    body: async (as) => ({ code: (await addFactors(as)).recoveryCodes[0] }),
  },
  { route: 'POST /users/api-keys', trips: 2, body: () => ({ ...apiKeyWish, proof: { password } }) },
  { route: 'GET /users/api-keys', trips: 1 },
  {
    route: 'DELETE /users/api-keys/:id',
    trips: 2,
    path: async (_, session) => `/users/api-keys/${(await makeKey(session)).id}`,
  },
  { route: 'POST /users/passkeys/options', trips: 1 },
  { route: 'POST /users/passkeys', trips: 2, body: newPasskey },
  { route: 'GET /users/passkeys', trips: 1 },
  {
    route: 'PATCH /users/passkeys/:id',
    trips: 2,
    path: ownPasskey,
    body: () => ({ name: 'My key', proof: { password } }),
  },
  {
    route: 'DELETE /users/passkeys/:id',
    trips: 3,
    path: ownPasskey,
    body: () => ({ proof: { password } }),
  },
  { route: 'POST /users/step-up', trips: 1, body: () => ({ action: 'change_password' }) },
  { route: 'GET /users/sessions', trips: 1 },
  { route: 'DELETE /users/sessions', trips: 1 },
  {
    route: 'DELETE /users/sessions/:id',
    trips: 1,
    path: (_, session) => `/users/sessions/${sessionIdOf(session)}`,
  },
  { route: 'GET /users/security-events', trips: 1 },
  { route: 'GET /users/share', trips: 1 },
  { route: 'PUT /users/share', trips: 1, body: () => shown },
  { route: 'GET /users/webhook', trips: 1 },
  { route: 'PUT /users/webhook', trips: 2, body: () => newWebhook },
  {
    route: 'DELETE /users/webhook',
    trips: 2,
    body: async (as) => {
      await api.put('/users/webhook', { as, body: newWebhook })
      return { proof: { password } }
    },
  },
  { route: 'GET /users/factor-removal', trips: 1 },
  { route: 'DELETE /users/factor-removal', trips: 1 },
  { route: 'GET /admin/users', trips: 1, isAdmin: true },
  { route: 'GET /admin/audit', trips: 1, isAdmin: true },
  // The role, the proof, the change.
  {
    route: 'PATCH /admin/users/:id',
    trips: 3,
    isAdmin: true,
    path: (_, session) => `/admin/users/${session.user.id}`,
    body: () => ({ active: true, proof: { password } }),
  },
  {
    route: 'DELETE /admin/users/:id/sessions',
    trips: 1,
    isAdmin: true,
    path: (_, session) => `/admin/users/${session.user.id}/sessions`,
  },
  {
    route: 'DELETE /admin/users/:id/factors',
    trips: 3,
    isAdmin: true,
    path: (_, session) => `/admin/users/${session.user.id}/factors`,
    body: () => ({ proof: { password } }),
  },
  { route: 'GET /users/documents', trips: 1 },
  {
    route: 'PUT /users/documents/:document',
    trips: 2,
    path: reportedDocument,
    body: async (as) => ({ book_id: (await putBook(as)).id }),
  },
  {
    route: 'PUT /users/documents/:document',
    name: 'without a book',
    trips: 1,
    path: reportedDocument,
    body: () => ({ book_id: null }),
  },
  { route: 'DELETE /users/documents/:document', trips: 1, path: reportedDocument },
  { route: 'POST /users/download-tokens', trips: 1 },
]
