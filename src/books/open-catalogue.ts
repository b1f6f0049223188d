import { factory } from '../http/env.ts'
import { ApiError } from '../http/errors.ts'
import { marked } from '../http/marks.ts'

/**
 * Rejects a list over all readers where `SHARED_CATALOGUE` is off.
 * @throws ApiError `catalogue_closed`
 */
export const openCatalogue = marked(
  factory.createMiddleware(async (c, next) => {
    if (c.req.query('scope') === 'all' && !c.var.config.sharedCatalogue)
      throw new ApiError('catalogue_closed')
    await next()
  }),
  { errors: ['catalogue_closed'] },
)
