import type { ImportReport } from 'bookplate/client'
import { useId } from 'preact/hooks'
import { fieldNames } from '../library/read-draft.ts'
import { cellsKept } from './cells-kept.ts'
import { mappedFieldLabel } from './field-label.ts'
import type { ImportOptions, MappedField } from './options.ts'
import { importTexts } from './texts.ts'

type Columns = NonNullable<ImportOptions['columns']>

const importFields = [
  'started_on',
  'finished_on',
  'read_count',
  'created_at',
] as const satisfies MappedField[]
const mappedFields: readonly MappedField[] = [
  ...fieldNames.filter((name) => name !== 'extra'),
  ...importFields,
]

interface ColumnFieldProps {
  column: string
  field: MappedField | null
  /** The cells that are kept as text in the last preview. */
  kept: number
  onChange: (field: MappedField | null) => void
}

const ColumnField = ({ column, field, kept, onChange }: ColumnFieldProps) => {
  const id = useId()
  const { ownField, notInField, cells } = importTexts.value
  return (
    <li>
      <label for={id} dir="auto">
        {column}
      </label>
      <select
        id={id}
        class="input"
        value={field ?? ''}
        onChange={({ currentTarget }) =>
          onChange(mappedFields.find((name) => name === currentTarget.value) ?? null)
        }
      >
        <option value="">{ownField}</option>
        {mappedFields.map((name) => (
          <option key={name} value={name}>
            {mappedFieldLabel(name)}
          </option>
        ))}
      </select>
      {kept > 0 && (
        <span class="hint">
          {notInField}: {cells(kept)}
        </span>
      )}
    </li>
  )
}

interface ColumnsFieldProps {
  columns: Columns
  report: ImportReport
  onChange: (columns: Columns) => void
}

/** Which field each column of the file is read into. The names of the columns give the first choice. */
export const ColumnsField = ({ columns, report, onChange }: ColumnsFieldProps) => {
  const { columns: legend, columnsHint } = importTexts.value
  const kept = cellsKept(report)
  return (
    <fieldset class="field">
      <legend>{legend}</legend>
      <p class="hint">{columnsHint}</p>
      <ul class="import-columns">
        {columns.map(([column, field], at) => (
          <ColumnField
            key={column}
            column={column}
            field={field}
            kept={kept.get(column) ?? 0}
            onChange={(chosen) =>
              onChange(columns.map((other, index) => (index === at ? [column, chosen] : other)))
            }
          />
        ))}
      </ul>
    </fieldset>
  )
}
