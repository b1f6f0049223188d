import * as z from 'zod'
import { contract } from '../../http/contract.ts'
import { instant } from '../../http/fields.ts'
import { presentedBookFields } from '../presented-book.ts'

const exportedLibrary = z
  .object({
    format: z.literal('bookplate').describe('Marks the file as an export of Bookplate.'),
    version: z.literal(1).describe('The version of the format.'),
    note: z.string().max(200).describe('A note for people.'),
    books: z
      .array(
        z.object({
          title: presentedBookFields.title,
          description: presentedBookFields.description,
          category: z.string().max(20).describe('The category.'),
          created_at: instant.describe('When the book was added.'),
        }),
      )
      .max(100_000_000)
      .describe('All books, in order of creation.'),
  })
  .meta({
    id: 'ExportedLibrary',
    examples: [
      {
        format: 'bookplate',
        version: 1,
        note: 'Covers are not included.',
        books: [
          {
            title: 'Frankenstein',
            description: 'A modern Prometheus.',
            category: 'horror',
            created_at: '2026-11-22T08:00:00.000Z',
          },
        ],
      },
    ],
  })

export const exportContract = contract({
  id: 'exportBooks',
  summary: 'Export your library',
  description:
    'Streams all of your books in order of creation, without covers. If you import the file into an empty account and ' +
    'export again, you get the same bytes. If the export fails half-way, the stream breaks off. In CSV, a cell that a ' +
    "spreadsheet would run starts with a `'`, and the import removes it.",
  tag: 'Import and export',
  responses: {
    200: {
      message: 'Your library.',
      content: {
        'application/json': exportedLibrary,
        'text/csv': z.string().max(1_000_000_000).describe('RFC 4180, with a header line.'),
      },
      headers: ['Content-Disposition'],
    },
  },
})
