import { factory } from '../http/env.ts'
import { marked } from '../http/marks.ts'
import { readKey } from './once.ts'

/**
 * Checks the `Idempotency-Key` on the route line, so that the same keys are valid for each request of the route: also for
 * one that changes nothing, such as a preview.
 * @throws ApiError `invalid_input`
 */
export const acceptKey = marked(
  factory.createMiddleware(async (c, next) => {
    readKey(c)
    await next()
  }),
  { errors: ['invalid_input'] },
)
