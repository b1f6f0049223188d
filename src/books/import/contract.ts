import { describe } from '../../http/marks.ts'
import { importReport } from './schema.ts'

export const importsBooks = describe({
  id: 'importBooks',
  summary: 'Import a library',
  description:
    'Reads an export of Goodreads, StoryGraph or Bookplate, of at most 10,000 rows, and says what becomes of every row. ' +
    'With `mode=preview` nothing changes. With `mode=apply` the books are added that are not there yet, in one transaction.',
  tag: 'Import and export',
  answers: { 200: { message: 'Nothing was changed yet.', data: importReport } },
  refuses: ['idempotency_in_progress', 'idempotency_key_reused'],
  requestHeaders: ['Idempotency-Key'],
})
