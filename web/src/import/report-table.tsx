import type { ImportReport } from 'bookplate/client'
import { useMemo, useState } from 'preact/hooks'
import { RowDetails } from './row-details.tsx'

type Row = ImportReport['rows'][number]
type Status = Row['status']

const rowsPerStep = 100

const statusNames: Record<Status, { preview: string; done: string }> = {
  created: { preview: 'Will be added', done: 'Added' },
  updated: { preview: 'Will be changed', done: 'Changed' },
  skipped: { preview: 'Already there', done: 'Already there' },
  failed: { preview: 'Cannot be added', done: 'Failed' },
}

const outcome = (row: Row, isDone: boolean) => {
  const { preview, done } = statusNames[row.status]
  return isDone ? done : preview
}

const Line = ({ row, isDone }: { row: Row; isDone: boolean }) => (
  <tr class={row.status}>
    <td class="figures">{row.row}</td>
    <th scope="row">{row.title || <em>no title</em>}</th>
    <td>
      {outcome(row, isDone)}
      <RowDetails row={row} />
    </td>
  </tr>
)

/** All rows of the file, or those of one status, a hundred at a time. */
export const ReportTable = ({ rows, isDone }: { rows: Row[]; isDone: boolean }) => {
  const [status, setStatus] = useState<Status>()
  const [limit, setLimit] = useState(rowsPerStep)
  const chosen = useMemo(() => (status ? rows.filter((row) => row.status === status) : rows), [rows, status])
  const present = (['created', 'updated', 'skipped', 'failed'] as const).filter((one) =>
    rows.some((row) => row.status === one),
  )

  const choose = (value: string) => {
    setStatus(present.find((one) => one === value))
    setLimit(rowsPerStep)
  }

  return (
    <div class="report-rows">
      {present.length > 1 && (
        <label class="report-filter">
          Show{' '}
          <select value={status ?? ''} onChange={({ currentTarget }) => choose(currentTarget.value)}>
            <option value="">all rows</option>
            {present.map((one) => (
              <option key={one} value={one}>
                {statusNames[one][isDone ? 'done' : 'preview'].toLowerCase()}
              </option>
            ))}
          </select>
        </label>
      )}
      <table>
        <caption class="visually-hidden">{isDone ? 'Outcome' : 'Expected outcome'} of each row</caption>
        <thead>
          <tr>
            <th scope="col">Row</th>
            <th scope="col">Title</th>
            <th scope="col">{isDone ? 'Outcome' : 'Expected outcome'}</th>
          </tr>
        </thead>
        <tbody>
          {chosen.slice(0, limit).map((row) => (
            <Line key={row.row} row={row} isDone={isDone} />
          ))}
        </tbody>
      </table>
      {chosen.length > limit && (
        <button type="button" class="button" onClick={() => setLimit(limit + rowsPerStep)}>
          Show {Math.min(rowsPerStep, chosen.length - limit)} more of {chosen.length}
        </button>
      )}
    </div>
  )
}
