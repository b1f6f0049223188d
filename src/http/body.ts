import type { Context } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { ApiError } from './errors.ts'
import { parseJson } from './json.ts'

export const maxJsonBytes = 64 * 1024
export const maxCoverBytes = 10_000_000
/** For what a form has besides its file: other fields, and the boundaries between them. */
const formOverheadBytes = 64 * 1024

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
    // A body can be read once only; whoever asks again gets it from the cache.
    if (!c.req.bodyCache.arrayBuffer) await limit(c, async () => {})
    return await c.req.arrayBuffer()
  } catch (cause) {
    throw cause instanceof ApiError ? cause : new ApiError('invalid_request', { cause })
  }
}

/** The media type of the body in lower case, without parameters; empty when none is declared. */
export const mediaType = (c: Context): string =>
  c.req.header('Content-Type')?.split(';')[0]?.trim().toLowerCase() ?? ''

/** Whether there is a body. @throws ApiError `payload_too_large` for one that no JSON body could be, `invalid_request` */
export const hasBody = async (c: Context): Promise<boolean> => (await readBytes(c, limitJson)).byteLength > 0

/**
 * @returns the parsed JSON of the body
 * @throws ApiError `unsupported_media_type`, `payload_too_large` before the body is read, `malformed_json`,
 *   `invalid_request` when it breaks off
 */
export const readJson = async (c: Context): Promise<unknown> => {
  if (mediaType(c) !== 'application/json') throw new ApiError('unsupported_media_type')
  const json = parseJson(await readBytes(c, limitJson))
  if (!json) throw new ApiError('malformed_json')
  return json.value
}

/**
 * @param maxFileBytes the size of the largest file that the form may bring
 * @throws ApiError `unsupported_media_type`, `payload_too_large` before the body is read, `malformed_form`,
 *   `invalid_request` when it breaks off
 */
export const readForm = async (c: Context, maxFileBytes = maxCoverBytes): Promise<void> => {
  if (mediaType(c) !== 'multipart/form-data') throw new ApiError('unsupported_media_type')
  const bytes = await readBytes(c, limitTo(maxFileBytes + formOverheadBytes))
  try {
    const form = await c.req.formData()
    if ([...form.values()].some((value) => typeof value === 'string' && isMended(value, bytes))) {
      throw new TypeError('a text is not UTF-8')
    }
  } catch (cause) {
    throw new ApiError('malformed_form', { cause })
  }
}

const latin1 = new TextDecoder('latin1')

/**
 * The platform's form parser reads broken UTF-8 as U+FFFD, so that a text would come back changed.
 * @returns whether `text` has a U+FFFD that the body does not have
 */
const isMended = (text: string, body: ArrayBuffer): boolean =>
  text.includes('\ufffd') && !latin1.decode(body).includes(latin1.decode(new TextEncoder().encode(text)))
