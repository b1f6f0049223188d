import type { Context } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { ApiError } from './errors.ts'
import { parseJson } from './json.ts'

export const maxJsonBytes = 64 * 1024
export const maxCoverBytes = 10_000_000
/** A cover, and room for the other fields and the boundaries between them. */
const maxFormBytes = maxCoverBytes + 64 * 1024

const refuseOver = (maxSize: number) => {
  const limit = bodyLimit({
    maxSize,
    onError: () => {
      throw new ApiError('payload_too_large')
    },
  })
  return (c: Context) => limit(c, async () => {})
}

const limitJson = refuseOver(maxJsonBytes)
const limitForm = refuseOver(maxFormBytes)

/** The media type of the body in lower case, without parameters; empty when none is declared. */
export const mediaType = (c: Context): string =>
  c.req.header('Content-Type')?.split(';')[0]?.trim().toLowerCase() ?? ''

/** Whether there is a body. @throws ApiError `payload_too_large` for one that no JSON body could be */
export const hasBody = async (c: Context): Promise<boolean> => {
  await limitJson(c)
  return (await c.req.arrayBuffer()).byteLength > 0
}

/**
 * Reads the body into the request's cache, where the validators find it too.
 * @returns the parsed JSON
 * @throws ApiError `unsupported_media_type`, `payload_too_large` before the body is read, `malformed_json`
 */
export const readJson = async (c: Context): Promise<unknown> => {
  if (mediaType(c) !== 'application/json') throw new ApiError('unsupported_media_type')
  await limitJson(c)
  const json = parseJson(await c.req.arrayBuffer())
  if (!json) throw new ApiError('malformed_json')
  return json.value
}

/**
 * Reads the body into the request's cache, where the validators find it.
 * @throws ApiError `unsupported_media_type`, `payload_too_large` before the body is read, `malformed_form`
 */
export const readForm = async (c: Context): Promise<void> => {
  if (mediaType(c) !== 'multipart/form-data') throw new ApiError('unsupported_media_type')
  await limitForm(c)
  try {
    await c.req.formData()
  } catch (cause) {
    throw new ApiError('malformed_form', { cause })
  }
}
