import type { ImportReport } from 'bookplate/client'
import { useEffect, useMemo, useRef, useState } from 'preact/hooks'
import { shelfHref } from '../router/route.ts'
import { wholeShelf } from '../router/shelf-query.ts'
import { RowDetails } from './row-details.tsx'
import { importTexts } from './texts.ts'

type Row = ImportReport['rows'][number]
type Status = Row['status']

const rowsPerStep = 100

const outcome = (status: Status, isDone: boolean) => {
  const { preview, done } = importTexts.value.statuses[status]
  return isDone ? done : preview
}

/** A book that was added or changed has an address. */
const Title = ({ row }: { row: Row }) => {
  if (!row.title) return <em>{importTexts.value.noTitle}</em>
  const id = 'book_id' in row ? (row.book_id ?? undefined) : undefined
  const title = <span dir="auto">{row.title}</span>
  return id === undefined ? title : <a href={shelfHref(wholeShelf, { kind: 'read', id })}>{title}</a>
}

const Line = ({ row, isDone }: { row: Row; isDone: boolean }) => (
  <tr class={row.status}>
    <td class="figures">{row.row}</td>
    <th scope="row">
      <Title row={row} />
    </th>
    <td>
      {outcome(row.status, isDone)}
      <RowDetails row={row} />
    </td>
  </tr>
)

interface ReportTableProps {
  rows: Row[]
  isDone: boolean
  /** Counts how often the reader asked for the new books. Each time the table shows them alone. */
  newAsked?: number | undefined
}

/** All rows of the file, or those of one status, a hundred at a time. */
export const ReportTable = ({ rows, isDone, newAsked = 0 }: ReportTableProps) => {
  const [status, setStatus] = useState<Status>()
  const [limit, setLimit] = useState(rowsPerStep)
  const chosen = useMemo(() => (status ? rows.filter((row) => row.status === status) : rows), [rows, status])
  const present = (['created', 'updated', 'skipped', 'failed'] as const).filter((one) =>
    rows.some((row) => row.status === one),
  )

  const table = useRef<HTMLTableElement>(null)
  useEffect(() => {
    if (newAsked === 0) return
    setStatus('created')
    setLimit(rowsPerStep)
    table.current?.focus()
    table.current?.scrollIntoView({ block: 'start' })
  }, [newAsked])

  const choose = (value: string) => {
    setStatus(present.find((one) => one === value))
    setLimit(rowsPerStep)
  }

  const texts = importTexts.value
  return (
    <div class="report-rows">
      {present.length > 1 && (
        <label class="report-filter">
          {texts.show}{' '}
          <select value={status ?? ''} onChange={({ currentTarget }) => choose(currentTarget.value)}>
            <option value="">{texts.allRows}</option>
            {present.map((one) => (
              <option key={one} value={one}>
                {texts.inSentence(outcome(one, isDone))}
              </option>
            ))}
          </select>
        </label>
      )}
      <table ref={table} tabIndex={-1}>
        <caption class="visually-hidden">{isDone ? texts.outcomes : texts.expectedOutcomes}</caption>
        <thead>
          <tr>
            <th scope="col">{texts.row}</th>
            <th scope="col">{texts.titleColumn}</th>
            <th scope="col">{isDone ? texts.outcome : texts.expected}</th>
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
          {texts.showMore(Math.min(rowsPerStep, chosen.length - limit), chosen.length)}
        </button>
      )}
    </div>
  )
}
