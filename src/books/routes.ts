import { asCaller, readAsCaller } from '../auth/live-caller.ts'
import { requireScope } from '../auth/require-scope.ts'
import { maxCoverBytes } from '../covers/limits.ts'
import { tryDeleteCoverFiles } from '../covers/stored-cover.ts'
import { formType, mediaType } from '../http/body.ts'
import { matchingVersions, noneMatchFails, publicVersionTag, versionTag } from '../http/conditional.ts'
import { factory } from '../http/env.ts'
import { ApiError } from '../http/errors.ts'
import { pageOf } from '../http/pagination.ts'
import { limitBursts } from '../http/rate-limit.ts'
import { uninterrupted } from '../http/uninterrupted.ts'
import { validate } from '../http/validate.ts'
import { validateBody } from '../http/validate-body.ts'
import { acceptKey } from '../idempotency/accept-key.ts'
import { once } from '../idempotency/once.ts'
import {
  bookChangeContract,
  bookContract,
  bookCreationContract,
  bookDeletionContract,
  bookListContract,
  coverRemovalContract,
} from './contract.ts'
import { createBook, createBookWithCover } from './create.ts'
import { emptyFields } from './fields.ts'
import { maxBookJsonBytes } from './limits.ts'
import { bookListQuery, isWalk, listOptions } from './list-query.ts'
import { type ListRow, selectBooks } from './listing.ts'
import { openCatalogue } from './open-catalogue.ts'
import { presentListRow, presentOwnBook, presentPublicBook, publicVersionOf } from './present.ts'
import { type Book, firstVersion } from './rows.ts'
import { bookChanges, bookChangesWithCover, bookParameters, newBook, newBookForm } from './schema.ts'
import { bookDeletion, selectBook, selectBookOfCaller } from './statements.ts'
import { removeCover, updateFields, updateWithCover } from './update.ts'

// Each cover costs two transformations by Images, and Cloudflare bills them.
const limitUploads = limitBursts('UPLOAD_LIMIT', (c) =>
  mediaType(c) === formType ? c.var.limitKey : undefined,
)
const limitWalks = limitBursts('SEARCH_LIMIT', (c) => (isWalk(c.req.query()) ? c.var.limitKey : undefined))
const validId = validate('param', bookParameters, 'book_not_found')
const validNewBook = validateBody({
  json: newBook,
  form: newBookForm,
  maxFileBytes: maxCoverBytes,
  maxJsonBytes: maxBookJsonBytes,
})
const validChanges = validateBody({
  json: bookChanges,
  form: bookChangesWithCover,
  maxFileBytes: maxCoverBytes,
  maxJsonBytes: maxBookJsonBytes,
})

const changeBook = factory.createHandlers(
  bookChangeContract,
  requireScope('books:write'),
  limitUploads,
  validId,
  validChanges,
  async (c) => {
    const { id } = c.req.valid('param')
    const { cover_image, ...changes } = c.req.valid('json')
    const versions = matchingVersions(c.req.header('If-Match'))
    const work = cover_image
      ? updateWithCover(c, id, versions, changes, cover_image)
      : updateFields(c, id, versions, changes)
    const book = await uninterrupted(c, work)
    return c.var.respond(200, presentOwnBook(book, c.var.config.publicUrl), {
      ETag: versionTag(book.version),
    })
  },
)

export const books = factory
  .createApp()

  .post(
    '/',
    bookCreationContract,
    requireScope('books:write'),
    limitUploads,
    acceptKey,
    validNewBook,
    async (c) => {
      const { cover_image, ...fields } = c.req.valid('json')
      const work = once(c, [fields, cover_image], (claim) =>
        cover_image ? createBookWithCover(c, fields, cover_image, claim) : createBook(c, fields, claim),
      )
      // An older version of the service remembered the fields that a book had then.
      const book = Object.assign({ ...emptyFields, version: firstVersion }, await uninterrupted(c, work))
      return c.var.respond(201, book, {
        ETag: versionTag(firstVersion),
        Location: `${c.var.config.publicUrl}/books/${book.id}`,
      })
    },
  )

  .get(
    '/',
    bookListContract,
    requireScope('books:read'),
    openCatalogue,
    limitWalks,
    validate('query', bookListQuery),
    async (c) => {
      const query = c.req.valid('query')
      const options = listOptions(query)
      // `c.var` is a new object every time that it is read.
      const { config, caller, respond, db } = c.var
      const found = await readAsCaller<ListRow>({ db, caller }, selectBooks(caller, options))
      const { rows, next } = pageOf(found, query.limit, ({ sortKey, createdAt, id }) => [
        sortKey === undefined ? createdAt.getTime() : sortKey,
        id,
      ])
      return respond(
        200,
        rows.map((book) => presentListRow(book, caller.userId, config.publicUrl)),
        next,
      )
    },
  )

  .get('/:id', bookContract, requireScope('books:read'), validId, async (c) => {
    const { config, caller, respond, db } = c.var
    const select = config.sharedCatalogue ? selectBook : selectBookOfCaller
    const selection = select(caller, c.req.valid('param'))
    const [book] = await readAsCaller<Book>({ db, caller }, selection)
    if (!book) throw new ApiError('book_not_found')
    const isOwn = book.userId === caller.userId
    const tag = isOwn ? versionTag(book.version) : publicVersionTag(publicVersionOf(book).version)
    const headers = { ETag: tag, 'Cache-Control': 'private, no-cache' }
    if (noneMatchFails(c.req.header('If-None-Match'), tag)) return respond(304, headers)
    const present = isOwn ? presentOwnBook : presentPublicBook
    return respond(200, present(book, config.publicUrl), headers)
  })

  .patch('/:id', ...changeBook)
  .put('/:id', ...changeBook)

  .delete('/:id/cover', coverRemovalContract, requireScope('books:write'), validId, async (c) => {
    const versions = matchingVersions(c.req.header('If-Match'))
    const book = await uninterrupted(c, removeCover(c, c.req.valid('param').id, versions))
    return c.var.respond(200, presentOwnBook(book, c.var.config.publicUrl), {
      ETag: versionTag(book.version),
    })
  })

  .delete('/:id', bookDeletionContract, requireScope('books:write'), validId, async (c) => {
    const condition = { versions: matchingVersions(c.req.header('If-Match')) }
    const deletion = bookDeletion(c.var.caller, c.req.valid('param').id, condition)
    const { current, cover, deleted } = await asCaller(c.var, deletion)
    if (deleted.length === 0) throw new ApiError(current.length > 0 ? 'version_mismatch' : 'book_not_found')
    if (cover[0]) await uninterrupted(c, tryDeleteCoverFiles(c.var.bucket, cover[0].key))
    return c.var.respond(204)
  })
