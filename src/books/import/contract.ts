import { contract } from '../../http/contract.ts'
import { importReport } from './report-schema.ts'

export const importContract = contract({
  id: 'importBooks',
  summary: 'Import a library',
  description:
    'Reads an export of Goodreads, StoryGraph, LibraryThing, Calibre, BookWyrm or Bookplate, or any other CSV by a mapping, ' +
    'with at most 10,000 rows, and reports the outcome of every row. No cell is lost: one that has no field is kept in ' +
    '`extra`. A book is there already if it has the same ISBN; else the same title and first author, unless both have an ' +
    'ISBN; else the same title where one side has no author. With `mode=preview` nothing changes. With `mode=apply` the ' +
    'other books are added, in several transactions of up to 200 rows: if the import breaks off, send it again and it ' +
    'continues.',
  tag: 'Import and export',
  responses: { 200: { message: 'The report of the import.', data: importReport } },
  errors: ['quota_exceeded', 'idempotency_in_progress', 'idempotency_key_reused'],
  requestHeaders: ['Idempotency-Key'],
})
