import { contract } from '../../http/contract.ts'
import { batchResults } from './schema.ts'

export const batchContract = contract({
  id: 'writeBooks',
  summary: 'Add, change and delete books together',
  description:
    'Carries out all operations in one transaction, or none. Only the library after the whole batch counts: two books ' +
    'may exchange their titles, and a new book may get the title of one that is deleted. On failure the error is that ' +
    'of the first operation that fails, and `issues` names it: `operations.7.version`. Invalid input is reported before ' +
    'any operation is tried.',
  tag: 'Books',
  responses: { 200: { message: 'The books are written.', data: batchResults } },
  errors: [
    'book_not_found',
    'idempotency_in_progress',
    'idempotency_key_reused',
    'quota_exceeded',
    'title_taken',
    'version_mismatch',
  ],
  requestHeaders: ['Idempotency-Key'],
})
