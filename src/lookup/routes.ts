import { requireScope } from '../auth/require-scope.ts'
import { maxBookJsonBytes } from '../books/limits.ts'
import { presentOwnBook } from '../books/present.ts'
import { firstVersion } from '../books/rows.ts'
import { bookParameters } from '../books/schema.ts'
import { versionTag } from '../http/conditional.ts'
import { factory } from '../http/env.ts'
import { ApiError } from '../http/errors.ts'
import { limitBursts } from '../http/rate-limit.ts'
import { uninterrupted } from '../http/uninterrupted.ts'
import { validate } from '../http/validate.ts'
import { validateBody } from '../http/validate-body.ts'
import { acceptKey } from '../idempotency/accept-key.ts'
import { once } from '../idempotency/once.ts'
import { addByIsbn } from './add-by-isbn.ts'
import { bookByIsbnContract, coverChoiceContract, lookupContract, previewContract } from './contract.ts'
import { findBooks } from './find.ts'
import { isValidPreview } from './preview.ts'
import { lookupQuery } from './query.ts'
import { readPreview } from './read-preview.ts'
import { bookByIsbn, chosenCover, coverParameters, presentFound } from './schema.ts'
import { takeCover } from './take-cover.ts'

// Without a sign-in, so by network. Each preview is a request to a provider.
const limitPreviews = limitBursts('SEARCH_LIMIT')
// Each cover costs two transformations by Images, as an upload does.
const limitCovers = limitBursts('UPLOAD_LIMIT', (c) => c.var.limitKey)

const validCover = validate('param', coverParameters, 'cover_not_found')
const validId = validate('param', bookParameters, 'book_not_found')

export const lookup = factory
  .createApp()

  .get('/', lookupContract, requireScope('books:read'), validate('query', lookupQuery), async (c) => {
    const found = await uninterrupted(c, findBooks(c, c.req.valid('query')))
    return c.var.respond(200, await presentFound(found, c.var.config, c.var.caller.at), null)
  })

  // No token: the seal in the path gives access.
  .get('/covers/:source/:id/:seal', previewContract, limitPreviews, validCover, async (c) => {
    const { source, id, seal } = c.req.valid('param')
    if (!(await isValidPreview(c.var.config, source, id, seal, new Date())))
      throw new ApiError('cover_not_found')
    const { body, headers } = await readPreview(c, source, id)
    return c.var.respond(200, body, headers)
  })

/** Below `/books`: what a lookup found becomes part of a library. */
export const foundBooks = factory
  .createApp()

  .post(
    '/from-isbn',
    bookByIsbnContract,
    requireScope('books:write'),
    limitCovers,
    acceptKey,
    validateBody({ json: bookByIsbn, maxJsonBytes: maxBookJsonBytes }),
    async (c) => {
      const fields = c.req.valid('json')
      const work = once(c, [fields], (claim) => addByIsbn(c, fields, claim))
      const book = await uninterrupted(c, work)
      return c.var.respond(201, book, {
        ETag: versionTag(firstVersion),
        Location: `${c.var.config.publicUrl}/books/${book.id}`,
      })
    },
  )

  .post(
    '/:id/cover',
    coverChoiceContract,
    requireScope('books:write'),
    limitCovers,
    validId,
    validateBody({ json: chosenCover }),
    async (c) => {
      const book = await uninterrupted(c, takeCover(c, c.req.valid('param').id, c.req.valid('json')))
      return c.var.respond(200, presentOwnBook(book, c.var.config.publicUrl), {
        ETag: versionTag(book.version),
      })
    },
  )
