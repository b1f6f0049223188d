import type { User } from 'bookplate/client'
import { Dialog } from '../dialog/dialog.tsx'
import { deleteDraftsOfReader } from '../drafts/drafts.ts'
import { hasCode } from '../errors/messages.ts'
import { Problem } from '../errors/problem.tsx'
import { PasswordField } from '../forms/password-field.tsx'
import { SubmitButton } from '../forms/submit-button.tsx'
import { fieldText, InvalidForm, useSubmit } from '../forms/use-submit.ts'
import { replaceHref } from '../router/location.ts'
import { api, forgetSession, user } from '../session/session.ts'
import { showMessage } from '../toasts/toasts.ts'
import { accountTexts } from './texts.ts'

const erase = async (form: HTMLFormElement) => {
  const reader = user.peek()
  const password = fieldText(form, 'password')
  if (password === '')
    throw new InvalidForm([{ path: 'password', message: accountTexts.value.erase.enterPassword }])
  try {
    // The route reads a body only with `purge`, so the body is not part of its type.
    const init = { body: JSON.stringify({ password }) }
    const headers = { 'Content-Type': 'application/json' }
    await api.users.$delete({ query: { purge: 'true' } }, { headers, init })
  } catch (error) {
    if (!hasCode(error, 'invalid_credentials')) throw error
    throw new InvalidForm([{ path: 'password', message: accountTexts.value.password.isWrong }])
  }
  if (reader) await deleteDraftsOfReader(reader.id)
  await forgetSession()
  replaceHref('#/sign-up')
  showMessage(accountTexts.value.erase.isDone)
}

export const EraseDialog = ({ user, onClose }: { user: User; onClose: () => void }) => {
  const { form, submit, busy, secondsLeft, error, issue } = useSubmit(erase, ['password'])
  const { cancel, erase: texts } = accountTexts.value
  const [beforeEmail, afterEmail] = texts.warning
  return (
    <Dialog title={texts.title} onClose={onClose}>
      <form class="form" ref={form} onSubmit={submit} method="post" noValidate>
        <p class="erase-warning">
          {beforeEmail}
          <strong>{user.email}</strong>
          {afterEmail}
        </p>
        {error !== undefined && <Problem error={error} />}
        <PasswordField
          label={texts.password}
          name="password"
          autocomplete="current-password"
          issue={issue('password')}
        />
        <div class="dialog-actions">
          <button type="button" class="button quiet" onClick={onClose}>
            {cancel}
          </button>
          <SubmitButton danger busy={busy} secondsLeft={secondsLeft} busyText={texts.busy}>
            {texts.confirm}
          </SubmitButton>
        </div>
      </form>
    </Dialog>
  )
}
