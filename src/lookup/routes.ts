import { requireUser } from '../auth/require-user.ts'
import { presentOwnBook } from '../books/present.ts'
import { bookParameters } from '../books/schema.ts'
import { versionTag } from '../http/conditional.ts'
import { factory } from '../http/env.ts'
import { ApiError } from '../http/errors.ts'
import { limitBursts } from '../http/rate-limit.ts'
import { uninterrupted } from '../http/uninterrupted.ts'
import { validate } from '../http/validate.ts'
import { validateBody } from '../http/validate-body.ts'
import { coverChoiceContract, lookupContract, previewContract } from './contract.ts'
import { findBooks } from './find.ts'
import { isValidPreview } from './preview.ts'
import { lookupQuery } from './query.ts'
import { readPreview } from './read-preview.ts'
import { chosenCover, coverParameters, presentFound } from './schema.ts'
import { takeCover } from './take-cover.ts'

// Without a sign-in, so by network. Each preview is a request to a provider.
const limitPreviews = limitBursts('SEARCH_LIMIT')
// Each cover costs two transformations by Images, as an upload does.
const limitCovers = limitBursts('UPLOAD_LIMIT', (c) => c.var.callerId)

const validCover = validate('param', coverParameters, 'cover_not_found')
const validId = validate('param', bookParameters, 'book_not_found')

export const lookup = factory
  .createApp()

  .get('/', lookupContract, requireUser, validate('query', lookupQuery), async (c) => {
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

export const foundCovers = factory
  .createApp()

  .post(
    '/:id/cover',
    coverChoiceContract,
    requireUser,
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
