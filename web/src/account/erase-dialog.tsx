import type { User } from 'bookplate/client'
import { Dialog } from '../dialog/dialog.tsx'
import { Problem } from '../errors/problem.tsx'
import { hasCode } from '../errors/sentences.ts'
import { PasswordField } from '../forms/password-field.tsx'
import { SubmitButton } from '../forms/submit-button.tsx'
import { InvalidForm, textOf, useSubmit } from '../forms/use-submit.ts'
import { replaceHref } from '../router/location.ts'
import { api, forgetSession } from '../session/session.ts'
import { say } from '../toasts/toasts.ts'

const erase = async (form: HTMLFormElement) => {
  const password = textOf(form, 'password')
  if (password === '') throw new InvalidForm([{ path: 'password', message: 'Enter your password.' }])
  try {
    // The route reads this body only with `purge`, so its type does not know of it.
    const init = { body: JSON.stringify({ password }) }
    const headers = { 'Content-Type': 'application/json' }
    await api.users.$delete({ query: { purge: 'true' } }, { headers, init })
  } catch (error) {
    if (!hasCode(error, 'invalid_credentials')) throw error
    throw new InvalidForm([{ path: 'password', message: 'This is not your password.' }])
  }
  await forgetSession()
  replaceHref('#/sign-up')
  say('Everything is erased.')
}

export const EraseDialog = ({ user, onClose }: { user: User; onClose: () => void }) => {
  const { form, submit, busy, secondsLeft, error, issue } = useSubmit(erase, ['password'])
  return (
    <Dialog title="Erase everything?" onClose={onClose}>
      <form class="form" ref={form} onSubmit={submit} method="post" noValidate>
        <p class="erase-warning">
          The account of <strong>{user.email}</strong>, all its books and all their covers are gone for good.
          There is no way back.
        </p>
        {error !== undefined && <Problem error={error} />}
        <PasswordField
          label="Your password"
          name="password"
          autocomplete="current-password"
          issue={issue('password')}
        />
        <div class="dialog-actions">
          <button type="button" class="button quiet" onClick={onClose}>
            Cancel
          </button>
          <SubmitButton danger busy={busy} secondsLeft={secondsLeft} busyText="Erasing …">
            Erase for good
          </SubmitButton>
        </div>
      </form>
    </Dialog>
  )
}
