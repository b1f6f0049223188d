import * as z from 'zod'
import { count, id } from '../../http/fields.ts'
import { stating } from '../../http/json-schema.ts'
import { bookChanges, newBook } from '../schema.ts'
import { maxOperations } from './limits.ts'

const uuid = z.uuid()

/** Null for text that is no id: like the id of a book that does not exist, it is 404. */
const bookId = stating(
  z
    .string()
    .toLowerCase()
    .transform((text) => (uuid.safeParse(text).success ? text : null)),
  {
    type: 'string',
    format: 'uuid',
    maxLength: 36,
    description: 'The id of one of your books, in any case.',
    examples: ['0190a1b2-c3d4-7e5f-8a6b-7c8d9e0f1a2b'],
  },
)

const version = stating(z.int().min(1), {
  type: 'integer',
  format: 'int64',
  minimum: 1,
  maximum: Number.MAX_SAFE_INTEGER,
  description: 'The version that the book must have, like `If-Match`. Without it, any.',
  examples: [7],
})

const creation = z.strictObject({
  op: z.literal('create').describe('Adds a book without a cover.'),
  book: newBook.describe('The new book, as in `POST /books`.'),
})

const update = z.strictObject({
  op: z.literal('update').describe('Changes the fields that are sent.'),
  id: bookId,
  version: version.optional(),
  book: bookChanges.describe('The changes, as in `PATCH /books/:id`.'),
})

const deletion = z.strictObject({
  op: z.literal('delete').describe('Deletes a book and the files of its cover.'),
  id: bookId,
  version: version.optional(),
})

const operation = z.discriminatedUnion('op', [creation, update, deletion], {
  error: ({ code }) => (code === 'invalid_union' ? 'Must be one of: create, update, delete.' : undefined),
})

export type Operation = z.output<typeof operation>

const operations = z
  .array(operation)
  .min(1, 'Must not be empty.')
  .max(maxOperations, `Must have at most ${maxOperations} operations.`)
  .superRefine((list, context) => {
    const seen = new Set<string>()
    for (const [at, one] of list.entries()) {
      if (one.op === 'create' || one.id === null) continue
      if (seen.has(one.id))
        context.addIssue({ code: 'custom', path: [at, 'id'], message: 'Is there already.', input: one.id })
      seen.add(one.id)
    }
  })

export const batchRequest = z.strictObject({
  operations: operations.meta({
    id: 'Operations',
    description: 'The operations of a batch. Each id is there at most once.',
  }),
})

export const batchResults = z
  .array(
    z
      .object({
        id: id.describe('The book that was added, changed or deleted.'),
        version: count(2 ** 31 - 1)
          .nullable()
          .describe('The version that the book has now; null for a deleted one.'),
      })
      .meta({
        id: 'BatchResult',
        description: 'The result of one operation.',
        examples: [{ id: '0190a1b2-c3d4-7e5f-8a6b-7c8d9e0f1a2b', version: 8 }],
      }),
  )
  .max(maxOperations)

export type BatchResults = z.output<typeof batchResults>
