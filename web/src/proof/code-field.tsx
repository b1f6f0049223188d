import { Field } from '../forms/field.tsx'
import { proofTexts } from './texts.ts'
import './proof.css'

interface CodeFieldProps {
  /** A recovery code is typed, which has letters. */
  isRecovery: boolean
  issue: string | undefined
  /** Absent for an account without recovery codes. */
  onSwitch: (() => void) | undefined
}

/** The code of the authenticator app, or a recovery code in its place. */
export const CodeField = ({ isRecovery, issue, onSwitch }: CodeFieldProps) => {
  const texts = proofTexts.value
  return (
    <div>
      <Field
        label={isRecovery ? texts.recoveryCode : texts.code}
        issue={issue}
        hint={isRecovery ? texts.recoveryHint : texts.codeHint}
      >
        {(control) => (
          <input
            {...control}
            class="input proof-code"
            name="code"
            type="text"
            inputmode={isRecovery ? 'text' : 'numeric'}
            autocomplete={isRecovery ? 'off' : 'one-time-code'}
            autocapitalize="characters"
            spellcheck={false}
            required
          />
        )}
      </Field>
      {onSwitch && (
        <button type="button" class="button quiet code-switch" onClick={onSwitch}>
          {isRecovery ? texts.useApp : texts.useRecoveryCode}
        </button>
      )}
    </div>
  )
}
