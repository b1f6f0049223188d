import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import { Icon } from '../design/icon.tsx'
import { Field } from './field.tsx'
import { formTexts } from './texts.ts'

interface PasswordFieldProps {
  label: string
  name: string
  autocomplete: 'current-password' | 'new-password'
  issue?: string | undefined
  hint?: ComponentChildren
  onFocus?: () => void
  onInput?: (password: string) => void
}

/** A password field with a button that shows the text. */
export const PasswordField = ({ label, issue, hint, onInput, ...input }: PasswordFieldProps) => {
  const [shown, setShown] = useState(false)
  return (
    <Field label={label} issue={issue} hint={hint}>
      {(control) => (
        <div class="with-button">
          <input
            {...input}
            {...control}
            {...(shown ? { type: 'text' as const } : { type: 'password' as const })}
            class="input"
            required
            autocapitalize="off"
            spellcheck={false}
            onInput={(event) => onInput?.(event.currentTarget.value)}
          />
          <button
            type="button"
            class="icon-button"
            aria-pressed={shown}
            aria-label={formTexts.value.show(label)}
            aria-controls={control.id}
            onClick={() => setShown(!shown)}
          >
            <Icon name={shown ? 'eye-off' : 'eye'} />
          </button>
        </div>
      )}
    </Field>
  )
}
