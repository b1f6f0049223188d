import * as z from 'zod'
import { bookFields, privateFields } from '../books/fields.ts'
import { presentedBookFields } from '../books/presented-book.ts'
import { maxUploadSide } from '../covers/limits.ts'
import type { Config } from '../http/config.ts'
import { stating } from '../http/json-schema.ts'
import type { Found } from './find.ts'
import { ofBook } from './found-book.ts'
import { previewPath } from './preview.ts'
import { sources } from './provider.ts'
import { askedIsbn } from './query.ts'

const source = z.enum(sources).meta({
  id: 'LookupSource',
  description: 'A provider of book data.',
  examples: ['open_library'],
})

const coverId = z
  .string()
  .max(12)
  .regex(/^[\w-]+$/)
  .meta({ description: 'The id of a cover at its provider.', examples: ['8739161'] })

export const coverParameters = z.object({
  source: z.enum(sources).describe('The provider of the cover.'),
  id: coverId,
  seal: z
    .string()
    .max(48)
    .regex(/^[\w-]{48}$/)
    .meta({ description: 'Proves that the address comes from a lookup.', examples: ['A'.repeat(48)] }),
})

export const chosenCover = z.strictObject({ source, cover_id: coverId })

const ofReader = Object.fromEntries(privateFields.map((name) => [name, true])) as {
  [F in (typeof privateFields)[number]]: true
}

/** An ISBN, and the fields that only the reader knows. */
export const bookByIsbn = bookFields.pick(ofReader).partial().extend({ isbn: askedIsbn })

const side = stating(z.int().min(1).max(maxUploadSide), {
  type: 'integer',
  format: 'int32',
  minimum: 1,
  maximum: maxUploadSide,
}).nullable()

export const presentedFound = z
  .object({
    ...z.object(presentedBookFields).pick(ofBook).shape,
    cover: z
      .object({
        id: coverId.describe('For `POST /books/{id}/cover`, with `source`.'),
        width: side.describe('Of the preview, in pixels; null if it is not known.'),
        height: side.describe('Of the preview, in pixels; null if it is not known.'),
        preview_url: z.url().max(2048).describe('A small picture from this service, for a day at least.'),
      })
      .nullable()
      .describe('Null if the provider has no cover.'),
    source,
  })
  .meta({ id: 'FoundBook' })

/** The books of a lookup in a response. */
export const presentFound = (
  { source, books }: Found,
  config: Config,
  now: Date,
): Promise<z.output<typeof presentedFound>[]> =>
  Promise.all(
    books.map(async ({ fields, cover }) => ({
      ...fields,
      cover: cover && {
        ...cover,
        preview_url: config.publicUrl + (await previewPath(config, source, cover.id, now)),
      },
      source,
    })),
  )
