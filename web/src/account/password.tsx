import type { User } from 'bookplate/client'
import { useState } from 'preact/hooks'
import { hasCode } from '../errors/messages.ts'
import { Problem } from '../errors/problem.tsx'
import { NewPasswordField } from '../forms/new-password-field.tsx'
import { PasswordField } from '../forms/password-field.tsx'
import { SubmitButton } from '../forms/submit-button.tsx'
import { fieldText, InvalidForm, useSubmit } from '../forms/use-submit.ts'
import { api } from '../session/session.ts'
import { showMessage } from '../toasts/toasts.ts'
import { accountTexts } from './texts.ts'

const send = async (form: HTMLFormElement) => {
  const json = {
    current_password: fieldText(form, 'current_password'),
    new_password: fieldText(form, 'new_password'),
  }
  const texts = accountTexts.value.password
  const issues = [
    ...(json.current_password === '' ? [{ path: 'current_password', message: texts.enterCurrent }] : []),
    ...(json.new_password === '' ? [{ path: 'new_password', message: texts.chooseNew }] : []),
  ]
  if (issues.length > 0) throw new InvalidForm(issues)
  try {
    await api.users.password.$put({ json })
  } catch (error) {
    if (!hasCode(error, 'invalid_credentials')) throw error
    throw new InvalidForm([{ path: 'current_password', message: texts.isWrong }])
  }
}

const PasswordForm = ({ user, onDone }: { user: User; onDone: () => void }) => {
  const change = async (form: HTMLFormElement) => {
    await send(form)
    showMessage(accountTexts.value.password.isChanged)
    onDone()
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
      <PasswordField
        label={texts.current}
        name="current_password"
        autocomplete="current-password"
        issue={issue('current_password')}
      />
      <NewPasswordField label={texts.new} name="new_password" owner={user} issue={issue('new_password')} />
      <div>
        <SubmitButton busy={busy} secondsLeft={secondsLeft} busyText={texts.changing}>
          {texts.change}
        </SubmitButton>
      </div>
    </form>
  )
}

/** Each change of the password creates a new form, so that no typed password stays on the page. */
export const Password = ({ user }: { user: User }) => {
  const [changes, setChanges] = useState(0)
  return <PasswordForm key={changes} user={user} onDone={() => setChanges(changes + 1)} />
}
