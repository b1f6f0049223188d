import type { BookField } from '../../fields.ts'
import type { Column } from '../column.ts'
import type { Draft } from '../draft.ts'

/** The fields of books, and parts of fields, that a column can be read as. */
export type Target = BookField | 'created_at' | 'started_on' | 'finished_on' | 'read_count'

/** Reads the cells of a column. Blank cells are not read. */
export interface Reader {
  /** The field that the column ends in, for the report. */
  to: Target
  /** Whether the cells have dates, whose order the whole column tells. */
  hasDates?: true
  read: (cell: string, draft: Draft, column: Column) => void
}

/** Readers by the names of columns in lower case. */
export type Readers = Record<string, Reader>
