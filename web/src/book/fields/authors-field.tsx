import { maxAuthors, maxNameLength } from '../../../../src/books/limits.ts'
import { RowsField } from '../../forms/rows-field.tsx'
import { type FormFields, maxLength } from './form-fields.ts'
import { NameInput } from './name-input.tsx'

const oneBlank = ['']

export const AuthorsField = ({ draft, set, issue }: FormFields) => (
  <RowsField
    label="Authors"
    issue={issue('authors')}
    rows={draft.authors.length > 0 ? draft.authors : oneBlank}
    newRow=""
    maxRows={maxAuthors}
    addText="Add another author"
    rowName="author"
    isFixed={draft.authors.length === 0}
    onChange={(authors) => set({ authors })}
  >
    {(author, at, change) => (
      <NameInput
        isRow
        facet="author"
        label={`Author ${at + 1}`}
        issue={issue(`authors.${at}`)}
        value={author}
        chosen={draft.authors}
        {...maxLength(maxNameLength)}
        onText={change}
      />
    )}
  </RowsField>
)
