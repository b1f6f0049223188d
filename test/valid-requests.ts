import { env } from 'cloudflare:workers'
import { readConfig } from '../src/http/config.ts'
import { previewPath } from '../src/lookup/preview.ts'
import { putBook } from './books/put-book.ts'
import { newDevice as newReaderDevice } from './koreader/device.ts'
import { rpcMessage } from './mcp/messages.ts'
import { exampleDocument } from './operations.ts'
import {
  exampleReport,
  importForm,
  type MakeRequest,
  newWebhook,
  sessionIdOf,
  valid,
  validForAdmin,
  validForBook,
  validForDevice,
  validForDocument,
  validForPasskey,
  validForShare,
  validLink,
  withFactors,
} from './request-makers.ts'
import { bindingRequest, boundDevice, newDevice, provenRequest } from './sessions/binding/device.ts'
import { shown } from './shares/sharing.ts'
import { apiKeyWish, makeKey } from './support/api-keys.ts'
import { newAuthenticator } from './support/authenticator.ts'
import { api, request } from './support/client.ts'
import { addFactors, mfaTokenOf, startTotp } from './support/factors.ts'
import { bookForm, newUser, password, signedIn } from './support/makers.ts'
import { addPasskey, creationOptions, newOwner, requestOptions, signUpOptions } from './support/passkeys.ts'

/** A request that succeeds, for each operation that uses D1. */
export const validRequests = Object.entries<MakeRequest>({
  'POST /users': valid('POST', '/users', () => ({
    name: 'Some Reader',
    email: `${crypto.randomUUID()}@example.com`,
    password,
  })),
  'POST /users/login': valid('POST', '/users/login', async () => ({
    email: (await newUser()).email,
    password,
  })),
  'POST /users/email/verification': valid('POST', '/users/email/verification'),
  'POST /users/email/verify': validLink('/users/email/verify', 'verify_email'),
  'PUT /users/email': valid('PUT', '/users/email', () => ({
    email: `${crypto.randomUUID()}@example.com`,
    proof: { password },
  })),
  'POST /users/password/forgot': valid('POST', '/users/password/forgot', async () => ({
    email: (await newUser()).email,
  })),
  'POST /users/password/reset': validLink('/users/password/reset', 'reset_password', {
    new_password: 'Another-Horse-8',
  }),
  'POST /users/factor-removal/stop': validLink('/users/factor-removal/stop', 'keep_factors'),
  'GET /users': valid('GET', '/users'),
  'PUT /users': valid('PUT', '/users', () => ({ name: 'New Name' })),
  'PATCH /users': valid('PATCH', '/users', () => ({ name: 'New Name' })),
  'PUT /users/password': valid('PUT', '/users/password', () => ({
    current_password: password,
    new_password: 'Another-Horse-8',
  })),
  'DELETE /users': valid('DELETE', '/users'),
  'POST /users/login/mfa': async (query) => {
    const as = await signedIn()
    const { code } = await addFactors(as)
    const body = { mfa_token: await mfaTokenOf(as.user), code: await code() }
    return request('POST', `/users/login/mfa${query}`, { body })
  },
  'GET /users/mfa': valid('GET', '/users/mfa'),
  'POST /users/mfa/totp': valid('POST', '/users/mfa/totp', () => ({ proof: { password } })),
  'POST /users/mfa/totp/confirm': async (query) => {
    const as = await signedIn()
    const { code } = await startTotp(as)
    return request('POST', `/users/mfa/totp/confirm${query}`, { as, body: { code: await code() } })
  },
  'DELETE /users/mfa/totp': withFactors('DELETE', '/users/mfa/totp', async ({ code }) => ({
    proof: { password, code: await code() },
  })),
  'POST /users/mfa/recovery-codes': withFactors('POST', '/users/mfa/recovery-codes', async ({ code }) => ({
    proof: { password, code: await code() },
  })),
  'POST /users/mfa/recovery-codes/test': withFactors(
    'POST',
    '/users/mfa/recovery-codes/test',
    ({ recoveryCodes: [code] }) => ({ code }),
  ),
  'POST /users/step-up': valid('POST', '/users/step-up', () => ({ action: 'change_password' })),
  'POST /users/refresh': async (query) =>
    request('POST', `/users/refresh${query}`, { body: { refresh_token: (await signedIn()).refresh_token } }),
  'POST /users/sessions/binding': async (query) => bindingRequest(await newDevice(), query),
  'POST /users/sessions/binding/refresh': async (query) => provenRequest(await boundDevice(), query),
  'POST /users/logout': valid('POST', '/users/logout'),
  'GET /users/sessions': valid('GET', '/users/sessions'),
  'DELETE /users/sessions': valid('DELETE', '/users/sessions'),
  'DELETE /users/sessions/:id': async (query) => {
    const as = await signedIn()
    return request('DELETE', `/users/sessions/${sessionIdOf(as)}${query}`, { as })
  },
  'GET /users/security-events': valid('GET', '/users/security-events'),
  'GET /users/share': valid('GET', '/users/share'),
  'PUT /users/share': valid('PUT', '/users/share', () => shown),
  'GET /shares/:key': validForShare(''),
  'GET /shares/:key/feed.xml': validForShare('/feed.xml'),
  'POST /users/passkeys/options': valid('POST', '/users/passkeys/options'),
  'POST /users/passkeys': async (query) => {
    const as = await signedIn()
    const passkey = await (await newAuthenticator()).create(await creationOptions(as))
    return request('POST', `/users/passkeys${query}`, { as, body: { passkey, proof: { password } } })
  },
  'GET /users/passkeys': valid('GET', '/users/passkeys'),
  'PATCH /users/passkeys/:id': validForPasskey('PATCH', { name: 'My key' }),
  'DELETE /users/passkeys/:id': validForPasskey('DELETE', {}),
  'POST /users/api-keys': valid('POST', '/users/api-keys', () => ({ ...apiKeyWish, proof: { password } })),
  'GET /users/api-keys': valid('GET', '/users/api-keys'),
  'DELETE /users/api-keys/:id': async (query) => {
    const as = await signedIn()
    const { id } = await makeKey(as)
    return request('DELETE', `/users/api-keys/${id}${query}`, { as })
  },
  'POST /users/login/passkey/options': async (query) =>
    request('POST', `/users/login/passkey/options${query}`),
  'POST /users/login/passkey': async (query) => {
    const { authenticator } = await addPasskey(await signedIn())
    const passkey = await authenticator.get(await requestOptions())
    return request('POST', `/users/login/passkey${query}`, { body: { passkey } })
  },
  'POST /users/passkey-sign-up/options': async (query) =>
    request('POST', `/users/passkey-sign-up/options${query}`, { body: newOwner() }),
  'POST /users/passkey-sign-up': async (query) => {
    const owner = newOwner()
    const passkey = await (await newAuthenticator()).create(await signUpOptions(owner))
    return request('POST', `/users/passkey-sign-up${query}`, { body: { ...owner, passkey } })
  },
  'GET /users/webhook': valid('GET', '/users/webhook'),
  'PUT /users/webhook': valid('PUT', '/users/webhook', () => newWebhook),
  'DELETE /users/webhook': async (query) => {
    const as = await signedIn()
    await api.put('/users/webhook', { as, body: newWebhook })
    return request('DELETE', `/users/webhook${query}`, { as, body: { proof: { password } } })
  },
  'GET /users/factor-removal': valid('GET', '/users/factor-removal'),
  'DELETE /users/factor-removal': valid('DELETE', '/users/factor-removal'),
  'GET /admin/users': validForAdmin('GET', () => '/admin/users'),
  'GET /admin/audit': validForAdmin('GET', () => '/admin/audit'),
  'PATCH /admin/users/:id': validForAdmin('PATCH', (id) => `/admin/users/${id}`, {
    role: 'admin',
    proof: { password },
  }),
  'DELETE /admin/users/:id/sessions': validForAdmin('DELETE', (id) => `/admin/users/${id}/sessions`),
  'DELETE /admin/users/:id/factors': validForAdmin('DELETE', (id) => `/admin/users/${id}/factors`, {
    proof: { password },
  }),
  'POST /koreader/users/create': async (query) => {
    const { auth } = await newReaderDevice(await newUser())
    const body = { username: auth['x-auth-user'], password: auth['x-auth-key'] }
    return request('POST', `/koreader/users/create${query}`, { body })
  },
  'GET /koreader/users/auth': validForDevice('GET', '/koreader/users/auth'),
  'PUT /koreader/syncs/progress': validForDevice('PUT', '/koreader/syncs/progress', exampleReport),
  'GET /koreader/syncs/progress/:document': validForDevice(
    'GET',
    `/koreader/syncs/progress/${exampleDocument}`,
  ),
  'GET /users/documents': valid('GET', '/users/documents'),
  'PUT /users/documents/:document': validForDocument('PUT', async (as) => ({
    book_id: (await putBook(as)).id,
  })),
  'DELETE /users/documents/:document': validForDocument('DELETE'),
  'POST /users/download-tokens': valid('POST', '/users/download-tokens'),
  'POST /books': valid('POST', '/books', bookForm),
  'POST /books/batch': valid('POST', '/books/batch', () => ({
    operations: [{ op: 'create', book: { title: 'In a batch' } }],
  })),
  'POST /books/import': valid('POST', '/books/import', importForm),
  'GET /books/export': valid('GET', '/books/export'),
  'GET /books': valid('GET', '/books'),
  'GET /books/facets': valid('GET', '/books/facets'),
  'GET /books/stats': valid('GET', '/books/stats'),
  'GET /books/changes': valid('GET', '/books/changes'),
  'GET /books/:id': validForBook('GET'),
  'PUT /books/:id': validForBook('PUT', () => ({ description: 'Changed.' })),
  'PATCH /books/:id': validForBook('PATCH', () => ({ description: 'Changed.' })),
  'DELETE /books/:id': validForBook('DELETE'),
  'GET /lookup': async (query) =>
    request('GET', `/lookup?isbn=9780141439471${query.replace('?', '&')}`, { as: await signedIn() }),
  'GET /lookup/covers/:source/:id/:seal': async (query) =>
    request('GET', (await previewPath(readConfig(env), 'open_library', '1001', new Date())) + query),
  'POST /books/:id/cover': validForBook(
    'POST',
    () => ({ source: 'open_library', cover_id: '1001' }),
    '/cover',
  ),
  'POST /mcp': valid('POST', '/mcp', () => rpcMessage('tools/list')),
  'POST /books/from-isbn': valid('POST', '/books/from-isbn', () => ({ isbn: '9780141439471' })),
  'DELETE /books/:id/cover': validForBook('DELETE', undefined, '/cover'),
})
