import type { ImportReport } from 'bookplate/client'
import type { BookField } from '../library/book.ts'
import { fieldLabel } from '../library/field-names.ts'

type Row = ImportReport['rows'][number]
type ReadRow = Exclude<Row, { status: 'failed' }>

const maxShownIssues = 5

const namesOf = (fields: readonly BookField[]) =>
  fields.map((field) => fieldLabel(field).toLowerCase()).join(', ')

const Match = ({ row }: { row: ReadRow }) => {
  const { match, status, changes, differs } = row
  if (!match) return null
  const rows = match.rows.length > 0 ? ` Row ${match.rows.join(', ')}.` : ''
  return (
    <>
      <span class="row-detail">
        {match.message}
        {rows}
      </span>
      {changes.length > 0 && (
        <span class="row-detail">
          {status === 'updated' ? 'Taken from the file' : 'The file has more'}: {namesOf(changes)}.
        </span>
      )}
      {differs.length > 0 && <span class="row-detail">Different in the file: {namesOf(differs)}.</span>}
    </>
  )
}

/** Why a row makes no new book, and which of its cells do not fit their fields. */
export const RowDetails = ({ row }: { row: Row }) => {
  if ('problem' in row) return <span class="row-problem">{row.problem.message}</span>
  const more = row.issues.length - maxShownIssues
  return (
    <>
      <Match row={row} />
      {row.issues.slice(0, maxShownIssues).map(({ column, code, message, value }) => (
        <span key={`${column} ${code}`} class="row-detail">
          {column} “{value}”: {message}
        </span>
      ))}
      {more > 0 && <span class="row-detail">And {more} more.</span>}
    </>
  )
}
