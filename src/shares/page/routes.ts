import * as z from 'zod'
import { noneMatchFails } from '../../http/conditional.ts'
import { factory } from '../../http/env.ts'
import { ApiError } from '../../http/errors.ts'
import { makeResponse } from '../../http/headers.ts'
import { limitBursts } from '../../http/rate-limit.ts'
import { validate } from '../../http/validate.ts'
import { shareHeaders, tagOf } from '../caching.ts'
import { pageBooks } from '../limits.ts'
import { readShelf } from '../read-shelf.ts'
import { shareParameters } from '../schema.ts'
import { pageHeaders } from './document.ts'
import { renderErrorPage } from './error-page.ts'
import { shelfPage } from './shelf-page.ts'
import { languageOf } from './texts.ts'

const readingMethods = ['GET', 'HEAD']

const requireReading = factory.createMiddleware((c, next) => {
  if (readingMethods.includes(c.req.method)) return next()
  throw new ApiError('method_not_allowed', { headers: { Allow: readingMethods.join(', ') } })
})

// Not strict: other sites add parameters of their own to a link, such as `fbclid`.
const query = z.object({ cursor: z.string().optional().catch('') })

/** The page of a shelf for visitors. It stands in no contract, as it is no part of the API. */
export const sharePages = factory
  .createApp()
  .onError(renderErrorPage)

  .all(
    '/:key',
    requireReading,
    limitBursts('SHARE_LIMIT'),
    validate('param', shareParameters, 'share_not_found'),
    validate('query', query),
    async (c) => {
      const { key } = c.req.valid('param')
      const { cursor } = c.req.valid('query')
      const language = languageOf(c.req.header('Accept-Language'))
      const shelf = await readShelf(c, key, { cursor, limit: pageBooks })
      const { publicUrl } = c.var.config
      const page = shelfPage(shelf, cursor === undefined, { language, publicUrl })
      const headers = { ...pageHeaders(language), ...shareHeaders(await tagOf(key, page)) }
      const isKnown = noneMatchFails(c.req.header('If-None-Match'), headers.ETag)
      return makeResponse(c, isKnown ? null : page, { status: isKnown ? 304 : 200, headers })
    },
  )
