import { Dialog } from '../dialog/dialog.tsx'
import { deleteDraftsOfTab } from '../drafts/drafts.ts'
import { Problem } from '../errors/problem.tsx'
import { SubmitButton } from '../forms/submit-button.tsx'
import { useSubmit } from '../forms/use-submit.ts'
import { withProofIfAsked } from '../proof/proof.tsx'
import type { Proof } from '../proof/waiting.ts'
import { replaceHrefOf } from '../router/location.ts'
import { api, forgetSession, user } from '../session/session.ts'
import { showMessage } from '../toasts/toasts.ts'
import { jsonBody } from './json-body.ts'
import { accountTexts } from './texts.ts'

/** The route reads a body that is not part of its type. */
const disableWith = (proof?: Proof) =>
  proof ? api.users.$delete({ query: {} }, jsonBody({ proof })) : api.users.$delete({ query: {} })

const disable = async () => {
  const reader = user.peek()
  const from = location.hash
  await withProofIfAsked({ action: 'disable_account' }, disableWith)
  if (reader) await deleteDraftsOfTab(reader.id)
  await forgetSession()
  replaceHrefOf(from, '#/sign-in')
  showMessage(accountTexts.value.disable.isDone)
}

export const DisableDialog = ({ onClose }: { onClose: () => void }) => {
  const { form, submit, busy, secondsLeft, error } = useSubmit(disable, [])
  const { cancel, disable: texts } = accountTexts.value
  return (
    <Dialog title={texts.title} onClose={onClose}>
      <form ref={form} onSubmit={submit}>
        <p>{texts.text}</p>
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
