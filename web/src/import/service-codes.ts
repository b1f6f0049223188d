import type { ImportReport } from 'bookplate/client'

export type { UnreadableReason } from '../../../src/books/import/file/unreadable.ts'

type Row = ImportReport['rows'][number]
type FailedRow = Extract<Row, { status: 'failed' }>
type ReadRow = Exclude<Row, { status: 'failed' }>

export type Issue = ReadRow['issues'][number]
export type Match = NonNullable<ReadRow['match']>
export type Problem = FailedRow['problem']
