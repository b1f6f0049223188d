import { useId } from 'preact/hooks'
import { libraryTexts } from '../library/texts.ts'
import type { ImportOptions, MappedField } from './options.ts'

type Columns = NonNullable<ImportOptions['columns']>

const labels: Record<MappedField, string> = {
  ...libraryTexts.value.fields,
  readings: 'Days of the readings',
  started_on: 'Started on',
  finished_on: 'Finished on',
  read_count: 'Number of readings',
  created_at: 'Date added',
}

const mappedFields = Object.keys(labels).filter((name) => name !== 'extra') as MappedField[]

interface ColumnFieldProps {
  column: string
  field: MappedField | null
  onChange: (field: MappedField | null) => void
}

const ColumnField = ({ column, field, onChange }: ColumnFieldProps) => {
  const id = useId()
  return (
    <li>
      <label for={id}>{column}</label>
      <select
        id={id}
        class="input"
        value={field ?? ''}
        onChange={({ currentTarget }) =>
          onChange(mappedFields.find((name) => name === currentTarget.value) ?? null)
        }
      >
        <option value="">own field</option>
        {mappedFields.map((name) => (
          <option key={name} value={name}>
            {labels[name]}
          </option>
        ))}
      </select>
    </li>
  )
}

/** Which field each column of the file is read into. The names of the columns give the first choice. */
export const ColumnsField = (props: { columns: Columns; onChange: (columns: Columns) => void }) => (
  <fieldset class="field">
    <legend>Columns of the file</legend>
    <p class="hint">
      Bookplate does not know this format, and has chosen a field by the name of each column. Correct it where
      it is wrong. “Own field” keeps a column as text, in your own fields.
    </p>
    <ul class="import-columns">
      {props.columns.map(([column, field], at) => (
        <ColumnField
          key={column}
          column={column}
          field={field}
          onChange={(chosen) =>
            props.onChange(props.columns.map((other, index) => (index === at ? [column, chosen] : other)))
          }
        />
      ))}
    </ul>
  </fieldset>
)
