import type { ImportReport } from 'bookplate/client'
import { number } from '../i18n/format.ts'
import type { BookField } from '../library/book.ts'
import { fieldLabel } from '../library/field-names.ts'
import { tally } from './counts.ts'
import { fieldList } from './field-label.ts'
import type { ImportOptions } from './options.ts'
import { importTexts } from './texts.ts'

interface ExistingFieldProps {
  report: ImportReport
  options: ImportOptions
  onChange: (changes: Partial<ImportOptions>) => void
}

const listOf = (counts: [BookField, number][]): string =>
  counts.map(([name, count]) => `${fieldList([name])} (${number(count)})`).join(', ')

/** Asks whether books that are there already are changed, and names the fields. */
export const ExistingField = ({ report, options, onChange }: ExistingFieldProps) => {
  const rows = report.rows.filter((row) => 'match' in row && row.match !== null)
  const filled = rows.flatMap((row) => ('changes' in row && row.changes.length > 0 ? [row.changes] : []))
  const differing = tally(rows.map((row) => ('differs' in row ? row.differs : [])))
  const isAsked = filled.length > 0 || differing.length > 0 || options.existing === 'update'
  if (!isAsked) return null
  const texts = importTexts.value
  const replaceable = [
    ...differing,
    ...options.overwrite
      .filter((name) => !differing.some(([other]) => other === name))
      .map((name) => [name, 0] as const),
  ]
  return (
    <fieldset class="field choices">
      <legend>{texts.existing}</legend>
      <label class="check-line">
        <input
          type="radio"
          name="existing"
          checked={options.existing === 'skip'}
          onChange={() => onChange({ existing: 'skip', overwrite: [] })}
        />
        {texts.leave}
      </label>
      <label class="check-line">
        <input
          type="radio"
          name="existing"
          checked={options.existing === 'update'}
          onChange={() => onChange({ existing: 'update' })}
        />
        {texts.fill}
      </label>
      {filled.length > 0 && (
        <p class="hint">
          {texts.books(filled.length)}: {listOf(tally(filled))}
        </p>
      )}
      {options.existing === 'update' && replaceable.length > 0 && (
        <fieldset class="field choices">
          <legend>{texts.replace}</legend>
          {replaceable.map(([name, count]) => (
            <label key={name} class="check-line">
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
              {count > 0 && ` (${texts.books(count)})`}
            </label>
          ))}
        </fieldset>
      )}
    </fieldset>
  )
}
