import type { User } from 'bookplate/client'
import { useState } from 'preact/hooks'
import { hasCode } from '../../errors/messages.ts'
import { Problem } from '../../errors/problem.tsx'
import { NewPasswordField } from '../../forms/new-password-field.tsx'
import { PasswordField } from '../../forms/password-field.tsx'
import { SubmitButton } from '../../forms/submit-button.tsx'
import { fieldText, InvalidForm, useSubmit } from '../../forms/use-submit.ts'
import { withProof } from '../../proof/proof.tsx'
import { api } from '../../session/session.ts'
import { showMessage } from '../../toasts/toasts.ts'
import { accountTexts } from '../texts.ts'
import { MethodPart } from './part.tsx'
import { methodsTexts } from './texts.ts'
import type { Factors } from './use-methods.ts'

const read = (form: HTMLFormElement, withCurrent: boolean) => {
  const json = {
    current_password: fieldText(form, 'current_password'),
    new_password: fieldText(form, 'new_password'),
  }
  const texts = accountTexts.value.password
  const isCurrentMissing = withCurrent && json.current_password === ''
  const issues = [
    ...(isCurrentMissing ? [{ path: 'current_password', message: texts.enterCurrent }] : []),
    ...(json.new_password === '' ? [{ path: 'new_password', message: texts.chooseNew }] : []),
  ]
  if (issues.length > 0) throw new InvalidForm(issues)
  return json
}

const changeWithProof = (new_password: string) =>
  withProof({ action: 'change_password' }, (proof) =>
    api.users.password.$put({ json: { new_password, proof } }),
  )

const send = async (form: HTMLFormElement, withCurrent: boolean) => {
  const json = read(form, withCurrent)
  if (!withCurrent) return changeWithProof(json.new_password)
  try {
    return await api.users.password.$put({ json })
  } catch (error) {
    // An authenticator app was added on another page.
    if (hasCode(error, 'step_up_required')) return changeWithProof(json.new_password)
    if (!hasCode(error, 'invalid_credentials')) throw error
    throw new InvalidForm([{ path: 'current_password', message: accountTexts.value.password.isWrong }])
  }
}

interface PasswordProps {
  user: User
  factors: Factors
  onChange: () => void
}

const PasswordForm = ({ user, factors, onChange }: PasswordProps) => {
  // With an authenticator app, or without a password, another dialog asks for the proof.
  const withCurrent = factors.password && factors.totp === null
  const change = async (form: HTMLFormElement) => {
    await send(form, withCurrent)
    const { isChanged, isSet } = accountTexts.value.password
    showMessage(factors.password ? isChanged : isSet)
    onChange()
  }
  const { form, submit, busy, secondsLeft, error, issue } = useSubmit(change, [
    'current_password',
    'new_password',
  ])
  const texts = accountTexts.value.password
  return (
    <form class="form" ref={form} onSubmit={submit} method="post" noValidate>
      {error !== undefined && <Problem error={error} />}
      {/* Password managers save the password for the user name that they find in the form. */}
      <input
        class="visually-hidden"
        type="email"
        autocomplete="username"
        value={user.email}
        readOnly
        tabIndex={-1}
        aria-hidden="true"
      />
      {withCurrent && (
        <PasswordField
          label={texts.current}
          name="current_password"
          autocomplete="current-password"
          issue={issue('current_password')}
        />
      )}
      <NewPasswordField label={texts.new} name="new_password" owner={user} issue={issue('new_password')} />
      <div>
        <SubmitButton plain busy={busy} secondsLeft={secondsLeft} busyText={texts.changing}>
          {factors.password ? texts.change : texts.set}
        </SubmitButton>
      </div>
    </form>
  )
}

/** Each change of the password creates a new form, so that no typed password stays on the page. */
export const Password = ({ onChange, ...rest }: PasswordProps) => {
  const [changes, setChanges] = useState(0)
  const finish = () => {
    setChanges(changes + 1)
    onChange()
  }
  return (
    <MethodPart title={accountTexts.value.password.title}>
      {!rest.factors.password && <p class="hint">{methodsTexts.value.withoutPassword}</p>}
      <PasswordForm key={changes} {...rest} onChange={finish} />
    </MethodPart>
  )
}
