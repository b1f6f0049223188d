import type { Context } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { ApiError } from './errors.ts'
import { parseForm } from './form.ts'
import { parseJson } from './json.ts'
import { formOverheadBytes, maxFormTextBytes, maxJsonBytes } from './limits.ts'
import { MalformedForm } from './multipart.ts'

const limitTo = (maxSize: number) =>
  bodyLimit({
    maxSize,
    onError: () => {
      throw new ApiError('payload_too_large')
    },
  })

const limitJson = limitTo(maxJsonBytes)

/** Reads the body into the request's cache, where Hono's validators find it. */
const readBytes = async (c: Context, limit: typeof limitJson): Promise<ArrayBuffer> => {
  try {
    // A body can be read only once. The cache serves every further read.
    if (!c.req.bodyCache.arrayBuffer) await limit(c, async () => {})
    return await c.req.arrayBuffer()
  } catch (cause) {
    throw cause instanceof ApiError ? cause : new ApiError('invalid_request', { cause })
  }
}

/** The media type of the body in lower case, without parameters; empty when none is declared. */
export const mediaType = (c: Pick<Context, 'req'>): string =>
  c.req.header('Content-Type')?.split(';')[0]?.trim().toLowerCase() ?? ''

/**
 * @returns whether the request has a body
 * @throws ApiError `payload_too_large` for a body over the limit of JSON, `invalid_request`
 */
export const hasBody = async (c: Context): Promise<boolean> => (await readBytes(c, limitJson)).byteLength > 0

export const jsonType = 'application/json'
export const formType = 'multipart/form-data'

/**
 * @param accepted the media types that the route accepts
 * @throws ApiError `unsupported_media_type`, which names them, also for a compressed body (RFC 9110, section 15.5.16)
 */
export const requireMediaType = (c: Context, accepted: readonly string[]): void => {
  const encoding = c.req.header('Content-Encoding')?.trim().toLowerCase() ?? ''
  const isEncoded = encoding !== '' && encoding !== 'identity'
  if (!isEncoded && accepted.includes(mediaType(c))) return
  const names = accepted.join(' or ')
  const issue = isEncoded
    ? { path: 'Content-Encoding', message: 'Must be absent: send the body uncompressed.' }
    : { path: 'Content-Type', message: `Must be ${names}.` }
  const headers = { Accept: accepted.join(', '), ...(isEncoded && { 'Accept-Encoding': 'identity' }) }
  throw new ApiError('unsupported_media_type', { headers, issues: [issue] })
}

/**
 * @param maxBytes the size of the largest body
 * @returns the parsed JSON of the body
 * @throws ApiError `payload_too_large` before the body is read, `malformed_json`, `invalid_request` when the body breaks
 *   off
 */
export const readJson = async (c: Context, maxBytes = maxJsonBytes): Promise<unknown> => {
  const bytes = await readBytes(c, limitTo(maxBytes))
  const json = parseJson(bytes)
  if (json) return json.value
  const message =
    bytes.byteLength === 0 ? 'Is required.' : 'Must be JSON in UTF-8, with each name at most once.'
  throw new ApiError('malformed_json', { issues: [{ path: '', message }] })
}

/**
 * Reads the form into the request's cache, where Hono's validators find it.
 * @param maxFileBytes the size of the largest file in the form
 * @throws ApiError `payload_too_large` before the body is read, or for too many parts or too much text; `malformed_form`;
 *   `invalid_request` when the body breaks off
 */
export const readForm = async (c: Context, maxFileBytes: number): Promise<void> => {
  const bytes = await readBytes(c, limitTo(maxFileBytes + maxFormTextBytes + formOverheadBytes))
  try {
    const form = parseForm(new Uint8Array(bytes), c.req.header('Content-Type') ?? '')
    c.req.bodyCache.formData = form
  } catch (error) {
    if (!(error instanceof MalformedForm)) throw error
    throw new ApiError('malformed_form', { issues: [{ path: '', message: error.message }] })
  }
}
