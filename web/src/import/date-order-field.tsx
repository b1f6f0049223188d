import type { ImportReport } from 'bookplate/client'
import { figures } from './counts.ts'
import type { DateOrder, ImportOptions } from './options.ts'

interface DateOrderFieldProps {
  report: ImportReport
  options: ImportOptions
  onChange: (changes: Partial<ImportOptions>) => void
}

const orders: readonly (readonly [order: DateOrder, text: string])[] = [
  ['dmy', 'The day is first: 03/04/2021 is 3 April 2021'],
  ['mdy', 'The month is first: 03/04/2021 is 4 March 2021'],
]

/** Asks for the order of dates that can be read in two ways. */
export const DateOrderField = ({ report, options, onChange }: DateOrderFieldProps) => {
  const { ambiguous_dates: columns } = report
  if (columns.length === 0 && options.dateOrder === undefined) return null
  return (
    <fieldset class="field choices">
      <legend>Which order do the dates of this file have?</legend>
      {columns.map(({ column, examples, count }) => (
        <p key={column} class="hint">
          “{column}” has {figures(count)} {count === 1 ? 'date' : 'dates'} such as {examples.join(', ')}.
        </p>
      ))}
      {orders.map(([order, text]) => (
        <label key={order}>
          <input
            type="radio"
            name="date_order"
            checked={options.dateOrder === order}
            onChange={() => onChange({ dateOrder: order })}
          />
          {text}
        </label>
      ))}
      <label>
        <input
          type="radio"
          name="date_order"
          checked={options.dateOrder === undefined}
          onChange={() => onChange({ dateOrder: undefined })}
        />
        I do not know: keep these dates as text, in your own fields
      </label>
    </fieldset>
  )
}
