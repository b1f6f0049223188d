import type { ErrorCode } from '../../../src/http/errors.ts'
import { formOf } from '../../books/library.ts'
import { origin } from '../../support/client.ts'
import { reportType } from '../successes.ts'
import { type Cause, takesForm, valid, withBody, withHeader, withQuery } from './request.ts'

const json = 'application/json'
const form = 'multipart/form-data; boundary=part'
const typeOf = (operation: string) => {
  if (operation === 'POST /reports') return reportType
  return takesForm(operation) ? form : json
}

const unknownField: Cause = (operation) =>
  takesForm(operation)
    ? withBody(() => formOf({ unknown: 'x' }))(operation)
    : withBody(() => '{"unknown":1}', typeOf)(operation)

const unknownDocument: Cause = async (operation) => {
  const { headers } = await valid(operation)
  return { request: new Request(`${origin}/koreader/syncs/progress/%20`, { headers }) }
}

const brokenOff = () =>
  new ReadableStream({
    pull: (controller) => controller.error(new Error('The client closes the connection')),
  })

/** The declared length decides, so that the body need not be as long. */
const tooLarge: Cause = async (operation) => {
  const { url, method, headers } = await valid(operation)
  const all = new Headers(headers)
  all.set('Content-Type', typeOf(operation))
  all.set('Content-Length', '100000000')
  return { request: new Request(url, { method, headers: all, body: new Blob(['x']).stream() }) }
}

/** Errors of requests that are wrong in themselves. */
export const inputErrors: Partial<Record<ErrorCode, Cause>> = {
  invalid_query: withQuery('?unknown=1'),
  invalid_cursor: (operation) =>
    withQuery(operation === 'GET /books/changes' ? '?since=unknown' : '?cursor=unknown')(operation),
  invalid_input: (operation) => {
    if (operation.startsWith('GET /koreader')) return unknownDocument(operation)
    return operation.startsWith('DELETE /books/{id}')
      ? withHeader({ 'If-Match': '1' })(operation)
      : unknownField(operation)
  },
  malformed_json: withBody(
    () => '{',
    (operation) => (operation === 'POST /books' ? 'application/json' : typeOf(operation)),
  ),
  malformed_form: withBody(
    () => 'x',
    () => form,
  ),
  unsupported_media_type: withBody(
    () => 'x',
    () => 'text/plain',
  ),
  payload_too_large: tooLarge,
  invalid_request: (operation) =>
    operation === 'GET /books/export'
      ? withQuery('?token=x')(operation)
      : withBody(brokenOff, typeOf)(operation),
}
