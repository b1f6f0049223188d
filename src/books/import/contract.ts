import { contract } from '../../http/contract.ts'
import { importReport } from './report-schema.ts'

export const importContract = contract({
  id: 'importBooks',
  summary: 'Import a library',
  description:
    'Reads a file of at most 10,000 rows, and reports the outcome of every row. With `mode=preview` nothing ' +
    'changes. With `mode=apply` books are added in several transactions of up to 200 rows: if the ' +
    'import breaks off, send it again and it continues.',
  tag: 'Import and export',
  responses: { 200: { message: 'The report of the import.', data: importReport } },
  errors: ['quota_exceeded', 'idempotency_in_progress', 'idempotency_key_reused'],
  requestHeaders: ['Idempotency-Key'],
})
