import * as z from 'zod'
import { maxTitleLength } from '../../books/limits.ts'
import { id, idParameter, instant } from '../../http/fields.ts'
import { cursorParameter, limitParameter } from '../../http/pagination.ts'
import { maxDeviceLength, maxDocumentIdLength, maxToldLength } from '../limits.ts'
import type { Document } from './statements.ts'

export const pageQuery = z.strictObject({ limit: limitParameter, cursor: cursorParameter.optional() })

export const tieInput = z.strictObject({
  book_id: idParameter.nullable().meta({
    description: 'A book of yours; null for none.',
    examples: ['0190a1b2-c3d4-7e5f-8a6b-7c8d9e0f1a2b'],
  }),
})

const told = z
  .string()
  .max(2 * maxToldLength)
  .nullable()

export const presentedDocument = z
  .object({
    document: z
      .string()
      .max(maxDocumentIdLength)
      .describe('The digest by which KOReader names the document.'),
    title: told.describe('The title, if the device tells it.'),
    authors: told.describe('The authors, one on each line, if the device tells them.'),
    percentage: z.number().min(0).max(1).describe('The part that has been read.'),
    device: z
      .string()
      .max(2 * maxDeviceLength)
      .describe('The device of the last report.'),
    synced_at: instant.describe('When the last report arrived.'),
    book: z
      .object({
        id,
        title: z
          .string()
          .max(2 * maxTitleLength)
          .describe('The title of the book.'),
      })
      .nullable()
      .describe('The book that the document is tied to.'),
  })
  .meta({
    id: 'Document',
    description: 'A document that a device has reported.',
    examples: [
      {
        document: '0b229176d4e8db7f6d2b5a4952368d7a',
        title: 'Frankenstein',
        authors: 'Mary Shelley',
        percentage: 0.32,
        device: 'Kobo_nova',
        synced_at: '2026-11-22T08:00:00.000Z',
        book: { id: '0190a1b2-c3d4-7e5f-8a6b-7c8d9e0f1a2b', title: 'Frankenstein' },
      },
    ],
  })

/** The position of a document in the list: the instant of its last report, and its id. */
export const documentPosition = z.tuple([z.int(), z.string().max(maxDocumentIdLength)])

export const positionOf = ({ syncedAt, document }: Document): z.output<typeof documentPosition> => [
  syncedAt.getTime(),
  document,
]

/** The place in the document is for devices alone. */
export const presentDocument = (row: Document): z.output<typeof presentedDocument> => ({
  document: row.document,
  title: row.title,
  authors: row.authors,
  percentage: row.percentage,
  device: row.device,
  synced_at: row.syncedAt.toISOString(),
  book: row.bookId === null || row.bookTitle === null ? null : { id: row.bookId, title: row.bookTitle },
})
