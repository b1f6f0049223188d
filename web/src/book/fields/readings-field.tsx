import { maxReadings } from '../../../../src/books/limits.ts'
import { RowsField } from '../../forms/rows-field.tsx'
import type { DraftReading } from '../../library/draft.ts'
import { fieldLabel } from '../../library/field-names.ts'
import type { FormFields } from './form-fields.ts'
import { RowInput } from './row-input.tsx'
import { fieldTexts } from './texts.ts'

const newReading: DraftReading = { started_on: '', finished_on: '' }
// Without it, Chromium's field takes years of six digits.
const lastDay = '9999-12-31'

interface DayProps {
  name: keyof DraftReading
  /** The path of the reading, to which the name is added. */
  path: string
  label: string
  reading: DraftReading
  issue: string | undefined
  change: (reading: DraftReading) => void
}

const Day = ({ name, path, label, reading, issue, change }: DayProps) => (
  <RowInput
    type="date"
    name={`${path}.${name}`}
    label={label}
    isLabelShown
    max={lastDay}
    issue={issue}
    value={reading[name]}
    onInput={({ currentTarget }) => change({ ...reading, [name]: currentTarget.value })}
  />
)

export const ReadingsField = ({ draft, set, issue }: FormFields) => (
  <RowsField
    label={fieldLabel('readings')}
    hint={fieldTexts.value.readings.hint}
    issue={issue('readings')}
    rows={draft.readings}
    newRow={newReading}
    maxRows={maxReadings}
    addText={fieldTexts.value.readings.add}
    rowName={fieldTexts.value.readings.row}
    onChange={(readings) => set({ readings })}
  >
    {(reading, at, change) => (
      <div class="row-pair">
        <Day
          name="started_on"
          label={fieldTexts.value.readings.started}
          issue={issue(`readings.${at}.started_on`) ?? issue(`readings.${at}`)}
          {...{ path: `readings.${at}`, reading, change }}
        />
        <Day
          name="finished_on"
          label={fieldTexts.value.readings.finished}
          issue={issue(`readings.${at}.finished_on`)}
          {...{ path: `readings.${at}`, reading, change }}
        />
      </div>
    )}
  </RowsField>
)
