import type { User } from 'bookplate/client'
import { Dialog } from '../dialog/dialog.tsx'
import { deleteDraftsOfReader } from '../drafts/drafts.ts'
import { Problem } from '../errors/problem.tsx'
import { SubmitButton } from '../forms/submit-button.tsx'
import { useSubmit } from '../forms/use-submit.ts'
import { withProof } from '../proof/proof.tsx'
import { replaceHrefOf } from '../router/location.ts'
import { api, forgetSession, user } from '../session/session.ts'
import { showMessage } from '../toasts/toasts.ts'
import { jsonBody } from './json-body.ts'
import { accountTexts } from './texts.ts'

const erase = async () => {
  const reader = user.peek()
  const from = location.hash
  await withProof({ action: 'erase_account' }, (proof) =>
    // The route reads a body only with `purge`, so the body is not part of its type.
    api.users.$delete({ query: { purge: 'true' } }, jsonBody({ proof })),
  )
  if (reader) await deleteDraftsOfReader(reader.id)
  await forgetSession()
  replaceHrefOf(from, '#/sign-up')
  showMessage(accountTexts.value.erase.isDone)
}

export const EraseDialog = ({ user, onClose }: { user: User; onClose: () => void }) => {
  const { form, submit, busy, secondsLeft, error } = useSubmit(erase, [])
  const { cancel, erase: texts } = accountTexts.value
  const [beforeEmail, afterEmail] = texts.warning
  return (
    <Dialog title={texts.title} onClose={onClose}>
      <form class="form" ref={form} onSubmit={submit}>
        <p class="erase-warning">
          {beforeEmail}
          <strong>{user.email}</strong>
          {afterEmail}
        </p>
        {error !== undefined && <Problem error={error} />}
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
