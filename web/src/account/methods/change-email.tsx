import { useLayoutEffect } from 'preact/hooks'
import { normalEmail } from '../../../../src/users/normal-email.ts'
import { Problem } from '../../errors/problem.tsx'
import { TextField } from '../../forms/field.tsx'
import { SubmitButton } from '../../forms/submit-button.tsx'
import { fieldText, InvalidForm, useSubmit } from '../../forms/use-submit.ts'
import { withProof } from '../../proof/proof.tsx'
import { api } from '../../session/session.ts'
import { methodsTexts } from './texts.ts'

interface ChangeEmailProps {
  email: string
  /** @param newEmail undefined if the reader cancels */
  onDone: (newEmail?: string) => void
}

export const ChangeEmail = ({ email: before, onDone }: ChangeEmailProps) => {
  const change = async (form: HTMLFormElement) => {
    // A proof is for the email as the service stores it.
    const email = normalEmail(fieldText(form, 'email'))
    const { enterEmail, isSame } = methodsTexts.value.email
    if (email === '') throw new InvalidForm([{ path: 'email', message: enterEmail }])
    if (email === before) throw new InvalidForm([{ path: 'email', message: isSame }])
    await withProof({ action: 'change_email', target: email }, (proof) =>
      api.users.email.$put({ json: { email, proof } }),
    )
    onDone(email)
  }
  const { form, submit, busy, secondsLeft, error, issue } = useSubmit(change, ['email'])
  useLayoutEffect(() => form.current?.querySelector<HTMLInputElement>('[name=email]')?.focus(), [])
  const texts = methodsTexts.value
  return (
    <form class="form method-form" ref={form} onSubmit={submit} noValidate>
      {error !== undefined && <Problem error={error} />}
      <TextField
        label={texts.email.new}
        name="email"
        type="email"
        autocomplete="email"
        autocapitalize="off"
        spellcheck={false}
        required
        issue={issue('email')}
        hint={texts.email.newHint}
      />
      <div class="part-actions">
        <SubmitButton busy={busy} secondsLeft={secondsLeft} busyText={texts.email.sending}>
          {texts.email.sendToNew}
        </SubmitButton>
        <button type="button" class="button quiet" onClick={() => onDone()}>
          {texts.cancel}
        </button>
      </div>
    </form>
  )
}
