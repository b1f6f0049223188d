import { maxExtraFields, maxExtraNameLength, maxExtraValueLength } from '../../../../src/books/limits.ts'
import { RowsField } from '../../forms/rows-field.tsx'
import { fieldLabel } from '../../library/field-names.ts'
import { type FormFields, maxLength } from './form-fields.ts'
import { RowInput } from './row-input.tsx'
import { fieldTexts } from './texts.ts'

export const ExtraField = ({ draft, set, issue }: FormFields) => {
  const texts = fieldTexts.value.own
  return (
    <RowsField
      label={fieldLabel('extra')}
      hint={texts.hint}
      issue={issue('extra')}
      rows={draft.extra}
      newRow={['', ''] as [string, string]}
      maxRows={maxExtraFields}
      addText={texts.add}
      rowName={texts.row}
      onChange={(extra) => set({ extra })}
    >
      {([name, value], at, change) => (
        <div class="row-pair">
          <RowInput
            label={texts.nameOf(at + 1)}
            placeholder={texts.name}
            issue={issue(`extra.${name}`)}
            value={name}
            {...maxLength(maxExtraNameLength)}
            onInput={({ currentTarget }) => change([currentTarget.value, value])}
          />
          <RowInput
            label={texts.valueOf(at + 1)}
            placeholder={texts.value}
            issue={undefined}
            value={value}
            {...maxLength(maxExtraValueLength)}
            onInput={({ currentTarget }) => change([name, currentTarget.value])}
          />
        </div>
      )}
    </RowsField>
  )
}
