import type { ComponentChildren } from 'preact'
import { maxTitleLength } from '../../../../src/books/limits.ts'
import { TextField } from '../../forms/field.tsx'
import { fieldLabel } from '../../library/field-names.ts'
import { AuthorsField } from './authors-field.tsx'
import { type FormFields, maxLength, textProps } from './form-fields.ts'

/** The fields that most readers fill in. */
export const FirstFields = (props: FormFields & { children?: ComponentChildren }) => (
  <div class="form">
    <TextField
      label={fieldLabel('title')}
      required
      {...textProps(props, 'title')}
      {...maxLength(maxTitleLength)}
    />
    <AuthorsField {...props} />
    {props.children}
  </div>
)
