import { maxExtraFields, maxExtraNameLength, maxExtraValueLength } from '../../../../src/books/limits.ts'
import { RowsField } from '../../forms/rows-field.tsx'
import { type FormFields, maxLength } from './form-fields.ts'
import { RowInput } from './row-input.tsx'

export const ExtraField = ({ draft, set, issue }: FormFields) => (
  <RowsField
    label="Your own fields"
    hint="For example “Mood” or “Lent to”."
    issue={issue('extra')}
    rows={draft.extra}
    newRow={['', ''] as [string, string]}
    maxRows={maxExtraFields}
    addText="Add a field"
    rowName="field"
    onChange={(extra) => set({ extra })}
  >
    {([name, value], at, change) => (
      <div class="row-pair">
        <RowInput
          label={`Name of field ${at + 1}`}
          placeholder="Name"
          issue={issue(`extra.${name}`)}
          value={name}
          {...maxLength(maxExtraNameLength)}
          onInput={({ currentTarget }) => change([currentTarget.value, value])}
        />
        <RowInput
          label={`Value of field ${at + 1}`}
          placeholder="Value"
          issue={undefined}
          value={value}
          {...maxLength(maxExtraValueLength)}
          onInput={({ currentTarget }) => change([name, currentTarget.value])}
        />
      </div>
    )}
  </RowsField>
)
