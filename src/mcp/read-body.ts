import { createMiddleware } from 'hono/factory'
import { maxBookJsonBytes } from '../books/limits.ts'
import { jsonType, readJson, requireMediaType } from '../http/body.ts'
import type { AppEnv } from '../http/env.ts'
import { ApiError } from '../http/errors.ts'
import { marked } from '../http/marks.ts'
import { message } from './message.ts'

/** `body` is undefined if it is not JSON, which is an error in the form of JSON-RPC. */
type BodyEnv = AppEnv & { Variables: { body: { value: unknown } | undefined } }

/**
 * Reads the body, which should be a message.
 * @throws ApiError `unsupported_media_type`, `payload_too_large`, `invalid_request`
 */
export const readBody = marked(
  createMiddleware<BodyEnv>(async (c, next) => {
    requireMediaType(c, [jsonType])
    try {
      c.set('body', { value: await readJson(c, maxBookJsonBytes) })
    } catch (error) {
      if (!(error instanceof ApiError && error.code === 'malformed_json')) throw error
      c.set('body', undefined)
    }
    await next()
  }),
  {
    inputs: [{ target: 'json', schema: message }],
    errors: ['unsupported_media_type', 'payload_too_large', 'invalid_request'],
  },
)
