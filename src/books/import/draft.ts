import type { Reading } from '../../db/schema.ts'
import { isLonger } from '../../http/text.ts'
import { type BookField, type BookFields, bookFields, emptyFields } from '../fields.ts'
import { maxTitleLength } from '../limits.ts'
import type { Column, WaitingCell } from './column.ts'
import type { Issue, IssueCode } from './issues.ts'
import { maxExcerptLength } from './limits.ts'

interface WaitingDay extends WaitingCell {
  day: string
}

/** The readings of a row, whose days and number stand in several cells. */
interface WaitingReadings {
  started?: WaitingDay
  finished?: WaitingDay
  /** The end of the last reading, which `ranges` may have already. */
  last?: WaitingDay
  count?: WaitingCell & { times: number }
  ranges: Reading[]
  /** Days alone: ends of readings, or the start of one that is in progress. */
  singles: string[]
}

/** The book of a row while its cells are read. Each cell ends in a field, or is kept for `extra`. */
export class Draft {
  readonly fields: BookFields = { title: '', ...emptyFields, authors: [], tags: [], readings: [] }
  createdAt: Date | undefined
  fileTitle = ''
  readonly issues: Issue[] = []
  /** The cells that `finishExtra` puts into `extra`, by the names of their columns. */
  readonly kept: [name: string, cell: string][] = []
  readonly isbns: WaitingCell[] = []
  readonly readings: WaitingReadings = { ranges: [], singles: [] }
  readonly shelves: (WaitingCell & { names: string[] })[] = []
  /** A position that counts only if the row has a series. */
  seriesIndex: WaitingCell | undefined
  /** The shelf that gave the status: it is no tag. */
  statusShelf: string | undefined

  /** Keeps a cell for `extra`. */
  keep({ name }: Column, cell: string): void {
    if (cell.trim() !== '') this.kept.push([name, cell])
  }

  /** Names the reason why a cell is not, or not completely, in its field. */
  note({ name }: Column, cell: string, code: IssueCode): void {
    this.issues.push({ column: name, code, value: cell.slice(0, maxExcerptLength).toWellFormed() })
  }

  reject(column: Column, cell: string, code: IssueCode): void {
    this.keep(column, cell)
    this.note(column, cell, code)
  }

  /** Sets a field, unless the value is not valid or the row has set another: then the cell is rejected. */
  set(
    field: BookField,
    value: unknown,
    column: Column,
    cell: string,
    code: IssueCode = 'invalid_value',
  ): void {
    const { success, data } = bookFields.shape[field].safeParse(value)
    if (!success) this.reject(column, cell, code)
    else if (!this.has(field)) Object.assign(this.fields, { [field]: data })
    else if (JSON.stringify(this.fields[field]) !== JSON.stringify(data))
      this.reject(column, cell, 'second_value')
  }

  has(field: BookField): boolean {
    const value = this.fields[field]
    return value !== null && value !== '' && (typeof value !== 'object' || Object.keys(value).length > 0)
  }

  /** Sets the title. A longer one is shortened, and kept whole. */
  setTitle(title: string, column: Column, cell: string): void {
    const trimmed = title.trim()
    if (!isLonger(trimmed, maxTitleLength) || this.has('title')) this.set('title', trimmed, column, cell)
    else {
      this.reject(column, cell, 'title_shortened')
      const signs = Array.from(trimmed.slice(0, 2 * maxTitleLength)).slice(0, maxTitleLength - 1)
      this.fields.title = `${signs.join('').trimEnd()}…`
    }
  }
}
