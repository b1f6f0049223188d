import { env } from 'cloudflare:workers'
import type { ErrorCode } from '../../../src/http/errors.ts'
import { encodeCursor } from '../../../src/http/pagination.ts'
import { formOf } from '../../books/library.ts'
import { putBook } from '../../books/put-book.ts'
import { blackPng } from '../../covers/png.ts'
import { failingAfter } from '../../faults.ts'
import { fillDocuments, newDevice } from '../../koreader/device.ts'
import { bookForm, fixture, newUser, password, signedIn } from '../../support/makers.ts'
import { failing, fetchWith } from '../../support/worker.ts'
import { validRequest, withHeaders } from '../successes.ts'
import {
  addTitle,
  attempt,
  batchOf,
  type Cause,
  valid,
  withBindings,
  withBody,
  withHeader,
  withQuery,
} from './request.ts'

const fullLibrary: Cause = async (operation) => {
  if (!operation.includes('/koreader/'))
    return withBindings({ QUOTA_BOOKS: '0', QUOTA_TEXT_BYTES: '0', QUOTA_COVER_BYTES: '0' })(operation)
  const user = await newUser()
  await fillDocuments(user.id)
  const device = await newDevice(user)
  const body = { document: 'one-more', progress: '1', percentage: 0, device: 'Kobo' }
  return attempt('PUT', '/koreader/syncs/progress', { headers: device.auth, body })
}

/** The valid request for another book, session or cover: one that does not exist. */
const elsewhere: Cause = async (operation) => {
  const { url, method, headers } = await valid(operation)
  const path = url
    .replace(/[0-9a-f-]{36}/, crypto.randomUUID())
    .replace(/[\w-]{22}\/cover/, `${'A'.repeat(22)}/cover`)
  const body = method === 'GET' || method === 'DELETE' ? null : '{}'
  return { request: new Request(path, { method, headers, body }) }
}

/** A book that the reader does not have, or that no provider knows. */
const unknownBooks: Partial<Record<string, Cause>> = {
  'PUT /users/documents/{document}': withBody(
    () => JSON.stringify({ book_id: crypto.randomUUID() }),
    () => 'application/json',
  ),
  'GET /lookup': async () => attempt('GET', '/lookup?q=nothing', { as: await signedIn() }),
  'POST /books/batch': async () => ({
    request: batchOf(await signedIn(), { op: 'delete', id: crypto.randomUUID() }),
  }),
  'POST /books/from-isbn': withBody(
    () => '{"isbn":"9780000000002"}',
    () => 'application/json',
  ),
  'POST /books/{id}/cover': async () => {
    const body = { source: 'open_library', cover_id: '1404' }
    return attempt('POST', `/books/${crypto.randomUUID()}/cover`, { as: await signedIn(), body })
  },
}

const unknownBook: Cause = (operation) => (unknownBooks[operation] ?? elsewhere)(operation)

const unknownCover: Cause = async (operation) => {
  if (operation.startsWith('GET /lookup'))
    return attempt('GET', `/lookup/covers/open_library/1001/${'A'.repeat(48)}`, {})
  if (operation !== 'POST /books/{id}/cover') return elsewhere(operation)
  const as = await signedIn()
  const { id } = await putBook(as)
  return attempt('POST', `/books/${id}/cover`, { as, body: { source: 'open_library', cover_id: '1404' } })
}

const otherVersion: Cause = async (operation) => {
  if (operation !== 'POST /books/batch') return withHeader({ 'If-Match': '"99"' })(operation)
  const as = await signedIn()
  return { request: batchOf(as, { op: 'delete', id: (await putBook(as)).id, version: 99 }) }
}

/** A form that adds or changes a book, with this cover. */
const withCover =
  (makeFile: () => File | Promise<File>): Cause =>
  async (operation) => {
    const cover_image = await makeFile()
    const form = operation === 'POST /books' ? await bookForm({ cover_image }) : formOf({ cover_image })
    return withBody(() => form)(operation)
  }

const takenTitle: Cause = async (operation) => {
  const as = await signedIn()
  const [{ title }, { id }] = [await putBook(as), await putBook(as)]
  if (operation === 'POST /books') return attempt('POST', '/books', { as, body: await bookForm({ title }) })
  if (operation === 'POST /books/from-isbn') {
    await fetchWith({}, await addTitle(operation, as, ''))
    return { request: await addTitle(operation, as, '') }
  }
  if (operation === 'POST /books/batch') return { request: await addTitle(operation, as, title) }
  return attempt('PATCH', `/books/${id}`, { as, body: { title } })
}

/** Two requests with one key. @param bindings of the first request */
const withUsedKey =
  (titles: [first: string, second: string], bindings: () => Partial<Env>): Cause =>
  async (operation) => {
    const as = await signedIn()
    const key = { 'Idempotency-Key': operation }
    const [first, second] = titles
    await fetchWith(bindings(), withHeaders(await addTitle(operation, as, first), key))
    return { request: withHeaders(await addTitle(operation, as, second), key) }
  }

const throwingDatabase: D1Database = Object.assign(Object.create(null), {
  withSession: () => {
    throw new TypeError('An error that no code expects')
  },
})

/** Errors that depend on the state of the library or of the service. */
export const stateErrors: Partial<Record<ErrorCode, Cause>> = {
  document_not_found: async (operation) => {
    const { url, method, headers } = await valid(operation)
    const body = method === 'DELETE' ? null : JSON.stringify({ book_id: null })
    return { request: new Request(url.replace(/[^/]+$/, 'unknown'), { method, headers, body }) }
  },
  quota_exceeded: fullLibrary,
  title_taken: takenTitle,
  catalogue_closed: async (operation) => ({
    request: await validRequest(operation, '?scope=all'),
    bindings: { SHARED_CATALOGUE: 'off' },
  }),
  version_mismatch: otherVersion,
  not_found: withBindings({ SECURITY_CONTACT: '', PASSKEY_ORIGINS: '' }),
  book_not_found: unknownBook,
  session_not_found: elsewhere,
  webhook_not_found: async () =>
    attempt('DELETE', '/users/webhook', { as: await signedIn(), body: { proof: { password } } }),
  cover_not_found: unknownCover,
  share_not_found: async (operation) =>
    attempt('GET', operation.replace('GET ', '').replace('{key}', 'A'.repeat(22)), {}),
  email_not_configured: withBindings({ MAIL_FROM: '' }),
  invalid_link: async (operation) => {
    const body = await (await valid(operation)).json<object>()
    return withBody(
      () => JSON.stringify({ ...body, token: 'A'.repeat(64) }),
      () => 'application/json',
    )(operation)
  },
  cursor_expired: withQuery(`?since=${encodeCursor([0, '', 0, 0])}`),
  lookup_unavailable: withBindings({ LOOKUP: 'off' }),
  range_not_satisfiable: withHeader({ Range: 'bytes=99999999-' }),
  unsupported_image: withCover(() => fixture('script.svg')),
  invalid_image: withCover(async () => (await fixture('camera.jpg')).slice(0, 600) as File),
  image_too_large: withCover(() => blackPng(12_001, 1)),
  idempotency_key_reused: withUsedKey(['Emma', 'Persuasion'], () => ({})),
  // The first request dies after its claim.
  idempotency_in_progress: withUsedKey(['Emma', 'Emma'], () => ({ DB: failingAfter(env.DB, 'batch', 1) })),
  misconfigured: withBindings({ JWT_KEYS: '' }),
  internal_error: withBindings({ DB: throwingDatabase }),
  service_unavailable: withBindings({ DB: failing(env.DB, ['batch']), COVERS: failing(env.COVERS) }),
}
