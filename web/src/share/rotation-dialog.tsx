import { Dialog } from '../dialog/dialog.tsx'
import { Problem } from '../errors/problem.tsx'
import { SubmitButton } from '../forms/submit-button.tsx'
import { useSubmit } from '../forms/use-submit.ts'
import { showMessage } from '../toasts/toasts.ts'
import { changeShare, type ShareSettings } from './settings.ts'
import { shareTexts } from './texts.ts'

interface RotationDialogProps {
  onClose: () => void
  onSaved: (settings: ShareSettings) => void
}

/** Asks before the address that friends have ends. */
export const RotationDialog = ({ onClose, onSaved }: RotationDialogProps) => {
  const rotate = async () => {
    const saved = await changeShare({ enabled: true, rotate: true })
    showMessage(shareTexts.value.rotation.isDone)
    onSaved(saved)
    onClose()
  }
  const { form, submit, busy, secondsLeft, error } = useSubmit(rotate, [])
  const texts = shareTexts.value.rotation
  return (
    <Dialog title={texts.title} onClose={onClose}>
      <form ref={form} onSubmit={submit}>
        <p>{texts.text}</p>
        {error !== undefined && <Problem error={error} />}
        <div class="dialog-actions">
          <button type="button" class="button quiet" onClick={onClose}>
            {texts.cancel}
          </button>
          <SubmitButton busy={busy} secondsLeft={secondsLeft} busyText={texts.busy}>
            {texts.confirm}
          </SubmitButton>
        </div>
      </form>
    </Dialog>
  )
}
