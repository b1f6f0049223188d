import { asCaller, requireUser } from '../auth/require-user.ts'
import { tryDeleteCoverFiles } from '../covers/stored-cover.ts'
import { mediaType } from '../http/body.ts'
import { matchingVersions, noneMatchFails, versionTag } from '../http/conditional.ts'
import { factory } from '../http/env.ts'
import { created, ok } from '../http/envelope.ts'
import { ApiError } from '../http/errors.ts'
import { decodeCursor, page } from '../http/pagination.ts'
import { limitBursts } from '../http/rate-limit.ts'
import { uninterrupted } from '../http/uninterrupted.ts'
import { validate, validateJsonOrForm } from '../http/validate.ts'
import { once } from '../idempotency/once.ts'
import { changeFields, changeWithCover, createBook } from './changes.ts'
import { addsBook, changesBook, deletesBook, listsBooks, readsBook } from './contract.ts'
import { disownCover } from './cover-ownership.ts'
import { listBooks } from './listing.ts'
import { deleteBook, findBook, findOwnBook, firstVersion } from './statements.ts'
import {
  bookChanges,
  bookChangesWithCover,
  bookListQuery,
  bookParameters,
  listPosition,
  newBook,
  presentBook,
} from './schema.ts'

// Every cover costs two transformations by Images, which are paid for.
const limitUploads = limitBursts('UPLOAD_LIMIT', (c) =>
  mediaType(c) === 'multipart/form-data' ? c.var.caller.userId : undefined,
)
const validId = validate('param', bookParameters, 'book_not_found')

export const books = factory
  .createApp()

  .post('/', addsBook, requireUser, limitUploads, validate('form', newBook), async (c) => {
    const { cover_image, ...fields } = c.req.valid('form')
    const work = once(c, [fields, cover_image], (claim) => createBook(c, fields, cover_image, claim))
    const book = await uninterrupted(c, work)
    c.header('ETag', versionTag(firstVersion))
    return created(c, 'Book added.', book, `${c.var.config.publicUrl}/books/${book.id}`)
  })

  .get('/', listsBooks, requireUser, validate('query', bookListQuery), async (c) => {
    const { limit, cursor, q: beginnings, ...options } = c.req.valid('query')
    const sortColumn = options.sort.endsWith('title') ? 'title' : 'created_at'
    const after = cursor === undefined ? undefined : decodeCursor(cursor, listPosition[sortColumn])
    const [rows] = await asCaller(
      c,
      listBooks(c.var.db, c.var.caller, { ...options, beginnings, after, limit: limit + 1 }),
    )
    return page(c, options.scope === 'mine' ? 'Your books.' : 'All books.', {
      rows,
      limit,
      present: (book) => presentBook(book, c.var.config.publicUrl),
      cursorOf: (book) => [sortColumn === 'title' ? book.title : book.createdAt.getTime(), book.id],
    })
  })

  .get('/:id', readsBook, requireUser, validId, async (c) => {
    const [[book]] = await asCaller(c, findBook(c.var.db, c.req.valid('param')))
    if (!book) throw new ApiError('book_not_found')
    const etag = versionTag(book.version)
    c.header('ETag', etag)
    c.header('Cache-Control', 'private, no-cache')
    if (noneMatchFails(c.req.header('If-None-Match'), etag)) return c.body(null, 304)
    return ok(c, 'The book.', presentBook(book, c.var.config.publicUrl))
  })

  .on(
    ['PUT', 'PATCH'],
    '/:id',
    changesBook,
    requireUser,
    limitUploads,
    validId,
    validateJsonOrForm(bookChanges, bookChangesWithCover),
    async (c) => {
      const { id } = c.req.valid('param')
      const { cover_image, ...changes } = c.req.valid('json')
      const versions = matchingVersions(c.req.header('If-Match'))
      const book = await uninterrupted(
        c,
        cover_image
          ? changeWithCover(c, id, versions, changes, cover_image)
          : changeFields(c, id, versions, changes),
      )
      c.header('ETag', versionTag(book.version))
      return ok(c, 'Book changed.', presentBook(book, c.var.config.publicUrl))
    },
  )

  .delete('/:id', deletesBook, requireUser, validId, async (c) => {
    const { id } = c.req.valid('param')
    const { db, caller } = c.var
    const condition = { versions: matchingVersions(c.req.header('If-Match')) }
    const [[current], [cover], [deleted]] = await asCaller(
      c,
      findOwnBook(db, caller, id),
      disownCover(db, caller, id, condition),
      deleteBook(db, caller, id, condition),
    )
    if (!deleted) throw new ApiError(current ? 'version_mismatch' : 'book_not_found')
    if (cover) await uninterrupted(c, tryDeleteCoverFiles(c.env.COVERS, cover.key))
    return c.body(null, 204)
  })
