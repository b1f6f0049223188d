import type { TextareaHTMLAttributes } from 'preact'
import { Field, type FieldProps } from './field.tsx'

type TextAreaFieldProps = FieldProps & TextareaHTMLAttributes & { name: string }

export const TextAreaField = ({ label, issue, hint, ...textarea }: TextAreaFieldProps) => (
  <Field label={label} issue={issue} hint={hint}>
    {(control) => <textarea class="input" dir="auto" {...textarea} {...control} />}
  </Field>
)
