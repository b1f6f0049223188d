import { useLayoutEffect, useState } from 'preact/hooks'
import { hasCode } from '../errors/messages.ts'
import { Problem } from '../errors/problem.tsx'
import { PasswordField } from '../forms/password-field.tsx'
import { SubmitButton } from '../forms/submit-button.tsx'
import { fieldText, InvalidForm, useSubmit } from '../forms/use-submit.ts'
import { user } from '../session/session.ts'
import { CodeField } from './code-field.tsx'
import { proofTexts } from './texts.ts'
import type { Waiting } from './waiting.ts'

const read = (form: HTMLFormElement, withCode: boolean) => {
  const { enterPassword, enterCode } = proofTexts.value
  const proof = { password: fieldText(form, 'password'), code: fieldText(form, 'code').trim() }
  const issues = [
    ...(proof.password === '' ? [{ path: 'password', message: enterPassword }] : []),
    ...(withCode && proof.code === '' ? [{ path: 'code', message: enterCode }] : []),
  ]
  if (issues.length > 0) throw new InvalidForm(issues)
  return withCode ? proof : { password: proof.password }
}

interface PasswordProofProps {
  waiting: Waiting
  withCode: boolean
  /** There is no other way above it. */
  isFirst: boolean
  /** Asks again for the ways to prove the change. */
  refresh: () => Promise<void>
}

export const PasswordProof = ({ waiting, withCode, isFirst, refresh }: PasswordProofProps) => {
  const [isRecovery, setIsRecovery] = useState(false)
  const texts = proofTexts.value

  const send = async (sent: HTMLFormElement) => {
    try {
      await waiting.attempt(read(sent, withCode))
    } catch (error) {
      const { isWrongPassword, isWrongCode, codeNeeded } = proofTexts.value
      if (hasCode(error, 'invalid_credentials'))
        throw new InvalidForm([{ path: 'password', message: isWrongPassword }])
      if (hasCode(error, 'invalid_code')) throw new InvalidForm([{ path: 'code', message: isWrongCode }])
      if (!hasCode(error, 'step_up_required')) throw error
      // An authenticator app was added in the meantime.
      await refresh()
      throw new InvalidForm([{ path: 'code', message: codeNeeded }])
    }
  }
  const { form, submit, busy, secondsLeft, error, issue } = useSubmit(send, ['password', 'code'])
  useLayoutEffect(() => {
    if (isFirst) form.current?.querySelector<HTMLElement>('[name=password]')?.focus()
  }, [])
  return (
    <form class="form" ref={form} onSubmit={submit} method="post" noValidate>
      {error !== undefined && <Problem error={error} />}
      {/* Password managers fill in the password of the user name that they find in the form. */}
      <input
        class="visually-hidden"
        type="email"
        autocomplete="username"
        value={user.value?.email}
        readOnly
        tabIndex={-1}
        aria-hidden="true"
      />
      <PasswordField
        label={texts.password}
        name="password"
        autocomplete="current-password"
        issue={issue('password')}
      />
      {withCode && (
        <CodeField
          isRecovery={isRecovery}
          issue={issue('code')}
          onSwitch={() => setIsRecovery(!isRecovery)}
        />
      )}
      <div class="dialog-actions">
        <button type="button" class="button quiet" onClick={waiting.close}>
          {texts.cancel}
        </button>
        <SubmitButton busy={busy} secondsLeft={secondsLeft} busyText={texts.waiting}>
          {texts.confirm}
        </SubmitButton>
      </div>
    </form>
  )
}
