import type { ImportReport } from 'bookplate/client'
import type { BookField } from '../library/book.ts'
import { fieldLabel } from '../library/field-names.ts'
import { countBooks, figures, tally } from './counts.ts'
import type { ImportOptions } from './options.ts'

interface ExistingFieldProps {
  report: ImportReport
  options: ImportOptions
  onChange: (changes: Partial<ImportOptions>) => void
}

const listOf = (counts: [BookField, number][]): string =>
  counts.map(([name, count]) => `${fieldLabel(name).toLowerCase()} (${figures(count)})`).join(', ')

/** Asks whether books that are there already are changed, and names the fields. */
export const ExistingField = ({ report, options, onChange }: ExistingFieldProps) => {
  const rows = report.rows.filter((row) => 'match' in row && row.match !== null)
  const filled = rows.flatMap((row) => ('changes' in row && row.changes.length > 0 ? [row.changes] : []))
  const differing = tally(rows.map((row) => ('differs' in row ? row.differs : [])))
  const isAsked = filled.length > 0 || differing.length > 0 || options.existing === 'update'
  if (!isAsked) return null
  const replaceable = [
    ...differing,
    ...options.overwrite
      .filter((name) => !differing.some(([other]) => other === name))
      .map((name) => [name, 0] as const),
  ]
  return (
    <fieldset class="field choices">
      <legend>Books that you have already</legend>
      <label>
        <input
          type="radio"
          name="existing"
          checked={options.existing === 'skip'}
          onChange={() => onChange({ existing: 'skip', overwrite: [] })}
        />
        Leave them as they are
      </label>
      <label>
        <input
          type="radio"
          name="existing"
          checked={options.existing === 'update'}
          onChange={() => onChange({ existing: 'update' })}
        />
        Fill in their empty fields from the file
      </label>
      {filled.length > 0 && (
        <p class="hint">
          {countBooks(filled.length)}: {listOf(tally(filled))}
        </p>
      )}
      {options.existing === 'update' && replaceable.length > 0 && (
        <fieldset class="field choices">
          <legend>Replace these fields too, where the file has another value</legend>
          {replaceable.map(([name, count]) => (
            <label key={name}>
              <input
                type="checkbox"
                checked={options.overwrite.includes(name)}
                onChange={({ currentTarget }) =>
                  onChange({
                    overwrite: currentTarget.checked
                      ? [...options.overwrite, name]
                      : options.overwrite.filter((other) => other !== name),
                  })
                }
              />
              {fieldLabel(name)}
              {count > 0 && ` (${countBooks(count)})`}
            </label>
          ))}
        </fieldset>
      )}
    </fieldset>
  )
}
