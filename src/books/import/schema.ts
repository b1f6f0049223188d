import * as z from 'zod'
import { formFile } from '../../http/form-file.ts'
import { stating } from '../../http/json-schema.ts'
import { maxFormTextBytes } from '../../http/limits.ts'
import { bookFieldNames } from '../fields.ts'
import { json, list } from '../form-fields.ts'
import { dateOrders } from './dates.ts'
import { maxColumnName, maxImportBytes } from './limits.ts'
import { mappedFields, mapping } from './mapping.ts'

const overwritten = z.array(z.enum(bookFieldNames)).max(bookFieldNames.length)

export const importForm = z.strictObject({
  file: formFile(
    'CSV of Goodreads, StoryGraph, LibraryThing, Calibre, BookWyrm or Bookplate, JSON of Bookplate, or any other CSV or ' +
      `list in JSON; at most ${maxImportBytes / 1024 ** 2} MiB.`,
    maxImportBytes,
  ),
  mode: z
    .enum(['preview', 'apply'])
    .default('preview')
    .describe('`preview` reports what `apply` would do, and changes nothing.'),
  existing: z
    .enum(['skip', 'update'])
    .default('skip')
    .describe(
      '`update` fills the empty fields of books that you have already; other fields stay. ' +
        'A book is there already if it has the same ISBN; else the same title and first author, unless both have an ' +
        'ISBN; else the same title where one side has no author.',
    ),
  overwrite: list(overwritten, bookFieldNames.length, maxColumnName, 'rating')
    .default([])
    .describe(
      'With `existing=update`, the fields that are taken from the file also where they are not empty: a part for each.',
    ),
  mapping: stating(json(mapping, '{"title":"Name"}').optional(), {
    type: 'string',
    contentMediaType: 'application/json',
    maxLength: maxFormTextBytes,
    examples: ['{"title":"Name"}'],
    description:
      'JSON: the column, or a list of columns, of each field, such as `{"title": "Name", "authors": ["Author", "Editor"]}`. ' +
      `Fields: ${mappedFields.join(', ')}. No cell is lost: columns that it does not name become fields of \`extra\`. Without it, the columns decide.`,
  }),
  date_order: z
    .enum(dateOrders)
    .optional()
    .describe('The order of dates such as 03/04/2021 where no day over 12 in the column tells it.'),
})
