import type { ComponentChildren, InputHTMLAttributes } from 'preact'
import { useId } from 'preact/hooks'
import './forms.css'

export interface FieldProps {
  label: string
  /** The error message for this field. */
  issue?: string | undefined
  hint?: ComponentChildren
}

export interface ControlProps {
  id: string
  'aria-invalid': 'true' | undefined
  'aria-describedby': string | undefined
}

/** A label, a control, an error message and a hint. */
export const Field = ({
  label,
  issue,
  hint,
  children,
}: FieldProps & { children: (control: ControlProps) => ComponentChildren }) => {
  const id = useId()
  const describedBy = [issue && `${id}-issue`, hint && `${id}-hint`].filter(Boolean).join(' ')
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {children({
        id,
        'aria-invalid': issue ? 'true' : undefined,
        'aria-describedby': describedBy || undefined,
      })}
      {issue && (
        <p class="issue" id={`${id}-issue`}>
          {issue}
        </p>
      )}
      {hint && (
        <div class="hint" id={`${id}-hint`}>
          {hint}
        </div>
      )}
    </div>
  )
}

type TextFieldProps = FieldProps & InputHTMLAttributes & { name: string }

export const TextField = ({ label, issue, hint, ...input }: TextFieldProps) => (
  <Field label={label} issue={issue} hint={hint}>
    {(control) => <input class="input" type="text" dir="auto" {...input} {...control} />}
  </Field>
)
