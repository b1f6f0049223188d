import { createMiddleware } from 'hono/factory'
import { digestToken } from '../../auth/random-tokens.ts'
import type { AppEnv } from '../../http/env.ts'
import { ApiError } from '../../http/errors.ts'
import { marked } from '../../http/marks.ts'
import { maxRefreshKeyLength, minRefreshKeyLength } from '../limits.ts'

const form = new RegExp(`^[\\x20-\\x7e]{${minRefreshKeyLength},${maxRefreshKeyLength}}$`)

/** `refreshKeyDigest`: the SHA-256 of the `Idempotency-Key`, null without one. A random key needs no slow hash. */
type WithKey = AppEnv & { Variables: { refreshKeyDigest: string | null } }

/**
 * Reads the `Idempotency-Key` of a refresh on the route line.
 * @throws ApiError `invalid_input` for a key that is too short for 128 bits, too long, or not printable ASCII
 */
export const acceptRefreshKey = marked(
  createMiddleware<WithKey>(async (c, next) => {
    const key = c.req.header('Idempotency-Key')
    if (key !== undefined && !form.test(key)) {
      const message = `Must be ${minRefreshKeyLength} to ${maxRefreshKeyLength} printable ASCII characters: 128 random bits.`
      throw new ApiError('invalid_input', { issues: [{ path: 'Idempotency-Key', message }] })
    }
    c.set('refreshKeyDigest', key === undefined ? null : await digestToken(key))
    await next()
  }),
  { errors: ['invalid_input'], requestHeaders: ['Refresh-Idempotency-Key'] },
)
