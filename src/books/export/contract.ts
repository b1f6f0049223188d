import * as z from 'zod'
import { instant } from '../../http/fields.ts'
import { describe } from '../../http/marks.ts'
import { presentedBook } from '../schema.ts'

const exportedBook = presentedBook
  .pick({ title: true, description: true, category: true })
  .extend({ created_at: instant })

const exportedLibrary = z
  .object({
    format: z.literal('bookplate'),
    version: z.literal(1),
    note: z.string().max(200),
    books: z.array(exportedBook).max(100_000_000),
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

export const exportsBooks = describe({
  id: 'exportBooks',
  summary: 'Export your library',
  description:
    'Streams all of your books in order of creation, without covers. Importing the file into an empty account and ' +
    'exporting again gives the same bytes. A failure on the way breaks the stream off. In CSV, a cell that a ' +
    "spreadsheet would run starts with a `'`, which the import takes off again.",
  tag: 'Import and export',
  answers: {
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
