import { asCaller } from '../../auth/live-caller.ts'
import { requireScope } from '../../auth/require-scope.ts'
import { factory } from '../../http/env.ts'
import { ApiError } from '../../http/errors.ts'
import { decodeCursor, pageOf } from '../../http/pagination.ts'
import { uninterrupted } from '../../http/uninterrupted.ts'
import { validate } from '../../http/validate.ts'
import { validateBody } from '../../http/validate-body.ts'
import { documentParameters } from '../schema.ts'
import { documentDeletionContract, documentListContract, tieContract } from './contract.ts'
import { documentPosition, pageQuery, positionOf, presentDocument, tieInput } from './schema.ts'
import { deleteDocument, selectDocuments, untieDocument } from './statements.ts'
import { tieDocument } from './tie.ts'

const validDocument = validate('param', documentParameters, 'document_not_found')

export const documents = factory
  .createApp()

  .get('/', documentListContract, requireScope('books:read'), validate('query', pageQuery), async (c) => {
    const { limit, cursor } = c.req.valid('query')
    const after = cursor === undefined ? undefined : decodeCursor(cursor, documentPosition)
    const page = { after, limit: limit + 1 }
    const { found } = await asCaller(c.var, { found: selectDocuments(c.var.caller, page) })
    const { rows, next } = pageOf(found, limit, positionOf)
    return c.var.respond(200, rows.map(presentDocument), next)
  })

  .put(
    '/:document',
    tieContract,
    requireScope('books:write'),
    validDocument,
    validateBody({ json: tieInput }),
    async (c) => {
      const { document } = c.req.valid('param')
      const { book_id } = c.req.valid('json')
      if (book_id !== null) {
        const tied = await uninterrupted(c, tieDocument(c, document, book_id))
        return c.var.respond(200, presentDocument(tied))
      }
      const { untied } = await asCaller(c.var, { untied: untieDocument(c.var.caller, document) })
      if (!untied[0]) throw new ApiError('document_not_found')
      return c.var.respond(200, presentDocument({ ...untied[0], bookTitle: null }))
    },
  )

  .delete('/:document', documentDeletionContract, requireScope('books:write'), validDocument, async (c) => {
    const { deleted } = await asCaller(c.var, {
      deleted: deleteDocument(c.var.caller, c.req.valid('param').document),
    })
    if (deleted.length === 0) throw new ApiError('document_not_found')
    return c.var.respond(204)
  })
