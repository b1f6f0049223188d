import { Dialog } from '../dialog/dialog.tsx'
import { deleteDraftsOfTab } from '../drafts/drafts.ts'
import { Problem } from '../errors/problem.tsx'
import { SubmitButton } from '../forms/submit-button.tsx'
import { useSubmit } from '../forms/use-submit.ts'
import { replaceHref } from '../router/location.ts'
import { api, forgetSession, user } from '../session/session.ts'
import { showMessage } from '../toasts/toasts.ts'

const disable = async () => {
  const reader = user.peek()
  await api.users.$delete({ query: {} })
  if (reader) await deleteDraftsOfTab(reader.id)
  await forgetSession()
  replaceHref('#/sign-in')
  showMessage('Your account is disabled.')
}

export const DisableDialog = ({ onClose }: { onClose: () => void }) => {
  const { form, submit, busy, secondsLeft, error } = useSubmit(disable, [])
  return (
    <Dialog title="Disable your account?" onClose={onClose}>
      <form ref={form} onSubmit={submit}>
        <p>
          You will be signed out on every device. Your books will be kept, but hidden. Your email cannot be
          used for another account. An account that stays disabled for long, usually a year, is erased.
        </p>
        {error !== undefined && <Problem error={error} />}
        <div class="dialog-actions">
          <button type="button" class="button quiet" onClick={onClose}>
            Cancel
          </button>
          <SubmitButton danger busy={busy} secondsLeft={secondsLeft} busyText="Disabling …">
            Disable account
          </SubmitButton>
        </div>
      </form>
    </Dialog>
  )
}
