import type { BookField } from '../library/book.ts'
import { fieldLabel } from '../library/field-names.ts'
import { libraryTexts } from '../library/texts.ts'
import type { MappedField } from './options.ts'
import { importTexts } from './texts.ts'

/** The name of a field that a column can have. */
export const mappedFieldLabel = (field: MappedField): string => {
  const labels: Partial<Record<MappedField, string>> = {
    ...libraryTexts.value.fields,
    ...importTexts.value.importFields,
  }
  return labels[field] ?? field
}

/** The names of fields within a sentence. */
export const fieldList = (fields: readonly BookField[]): string =>
  fields.map((field) => importTexts.value.inSentence(fieldLabel(field))).join(', ')
