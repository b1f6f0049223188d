import type { ImportReport } from 'bookplate/client'
import type { DateOrder, ImportOptions } from './options.ts'
import { importTexts } from './texts.ts'

interface DateOrderFieldProps {
  report: ImportReport
  options: ImportOptions
  onChange: (changes: Partial<ImportOptions>) => void
}

/** Asks for the order of dates that can be read in two ways. */
export const DateOrderField = ({ report, options, onChange }: DateOrderFieldProps) => {
  const { ambiguous_dates: columns } = report
  if (columns.length === 0 && options.dateOrder === undefined) return null
  const texts = importTexts.value
  const orders: [DateOrder, string][] = [
    ['dmy', texts.dayFirst],
    ['mdy', texts.monthFirst],
  ]
  return (
    <fieldset class="field choices">
      <legend>{texts.dateOrder}</legend>
      {columns.map(({ column, examples, count }) => (
        <p key={column} class="hint">
          {texts.dates(column, count, examples.join(', '))}
        </p>
      ))}
      {orders.map(([order, text]) => (
        <label key={order} class="check-line">
          <input
            type="radio"
            name="date_order"
            checked={options.dateOrder === order}
            onChange={() => onChange({ dateOrder: order })}
          />
          {text}
        </label>
      ))}
      <label class="check-line">
        <input
          type="radio"
          name="date_order"
          checked={options.dateOrder === undefined}
          onChange={() => onChange({ dateOrder: undefined })}
        />
        {texts.orderUnknown}
      </label>
    </fieldset>
  )
}
