import * as z from 'zod'
import { contract } from '../../http/contract.ts'
import { instant } from '../../http/fields.ts'
import { stating } from '../../http/json-schema.ts'
import { emptyFields } from '../fields.ts'
import { presentedBookFields } from '../presented-book.ts'
import { leftOut, shortened } from './goodreads.ts'
import { jsonVersion, withoutCovers } from './json.ts'
import { maxPartBooks, maxPartBytes, maxZipBooks } from './limits.ts'

const exportedLibrary = z
  .object({
    format: z.literal('bookplate').describe('Marks the file as an export of Bookplate.'),
    version: z.literal(jsonVersion).describe('The version of the format.'),
    note: z.string().max(200).describe('A note for people.'),
    books: z
      .array(z.object({ ...presentedBookFields, created_at: instant.describe('When the book was added.') }))
      .max(maxPartBooks)
      .describe('The books of the part, in order of creation.'),
  })
  .meta({
    id: 'ExportedLibrary',
    examples: [
      {
        format: 'bookplate',
        version: jsonVersion,
        note: withoutCovers,
        books: [
          {
            title: 'Frankenstein',
            ...emptyFields,
            authors: ['Mary Shelley'],
            category: 'horror',
            created_at: '2026-11-22T08:00:00.000Z',
          },
        ],
      },
    ],
  })

const zip = stating(z.instanceof(Blob), {
  type: 'string',
  format: 'binary',
  // A cover has at most 1,200 pixels a side.
  maxLength: maxZipBooks * 10_000_000,
  description: 'A ZIP file, not compressed.',
})

const number = new Intl.NumberFormat('en-US')
const names = leftOut.map((name) => `\`${name}\``)

export const exportContract = contract({
  id: 'exportBooks',
  summary: 'Export your library',
  description:
    `Streams your books in order of creation, in parts of at most ${number.format(maxPartBooks)} books and ` +
    `${maxPartBytes / 1e6} MB. \`Link\` leads to the next part. Each part needs a download token of its own. \`HEAD\` ` +
    'finds the next part without reading the books, and keeps the token. A part that fails half-way breaks off.\n\n' +
    '- `json` and `csv` have every field, without covers. Import the parts in order into an empty account and export ' +
    'again: you get the same bytes. In CSV, lists and objects are JSON, an empty cell is null or an empty text, and a ' +
    "cell that a spreadsheet would run starts with a `'`, which the import removes.\n" +
    `- \`goodreads\` is CSV with the columns of Goodreads, for other programs. It leaves out covers and ${names.join(', ')}. ` +
    `${shortened}\n` +
    `- \`zip\` has the JSON and the covers, in parts of at most ${number.format(maxZipBooks)} books. There each book has ` +
    'the name of its cover in `cover_file`, or null; an import does not read it. If the file of a cover is missing, ' +
    '`missing-covers.txt` names the book.',
  tag: 'Import and export',
  responses: {
    200: {
      message: 'A part of your library.',
      content: {
        'application/json': exportedLibrary,
        'text/csv': z.string().max(maxPartBytes).describe('RFC 4180, with a header line.'),
        'application/zip': zip,
      },
      headers: ['Content-Disposition', 'Link'],
    },
  },
})
