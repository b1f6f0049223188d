import { maxAuthors, maxNameLength } from '../../../../src/books/limits.ts'
import { RowsField } from '../../forms/rows-field.tsx'
import { fieldLabel } from '../../library/field-names.ts'
import { type FormFields, maxLength } from './form-fields.ts'
import { NameInput } from './name-input.tsx'
import { fieldTexts } from './texts.ts'

const oneBlank = ['']

export const AuthorsField = ({ draft, set, issue }: FormFields) => (
  <RowsField
    label={fieldLabel('authors')}
    issue={issue('authors')}
    rows={draft.authors.length > 0 ? draft.authors : oneBlank}
    newRow=""
    maxRows={maxAuthors}
    addText={fieldTexts.value.authors.add}
    rowName={fieldTexts.value.authors.row}
    isFixed={draft.authors.length === 0}
    onChange={(authors) => set({ authors })}
  >
    {(author, at, change) => (
      <NameInput
        isRow
        facet="author"
        label={fieldTexts.value.authors.one(at + 1)}
        issue={issue(`authors.${at}`)}
        value={author}
        chosen={draft.authors}
        {...maxLength(maxNameLength)}
        onText={change}
      />
    )}
  </RowsField>
)
