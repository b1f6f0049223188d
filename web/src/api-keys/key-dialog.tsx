import { useState } from 'preact/hooks'
import { Dialog } from '../dialog/dialog.tsx'
import { ignore, isBrowserError } from '../errors/ignore.ts'
import { Field } from '../forms/field.tsx'
import { showMessage } from '../toasts/toasts.ts'
import { apiKeyTexts } from './texts.ts'

interface KeyDialogProps {
  apiKey: string
  onClose: () => void
}

/** Shows a new key. The service has only its hash, so a reader who did not copy it is asked once more. */
export const KeyDialog = ({ apiKey, onClose }: KeyDialogProps) => {
  const [isKept, setIsKept] = useState(false)
  const [isWarned, setIsWarned] = useState(false)
  const texts = apiKeyTexts.value
  const copy = () =>
    navigator.clipboard
      .writeText(apiKey)
      .then(() => {
        showMessage(texts.isCopied)
        setIsKept(true)
      })
      // The key is on the page, and can be selected.
      .catch(ignore(isBrowserError))
  const close = () => {
    if (isKept || isWarned) onClose()
    else setIsWarned(true)
  }
  return (
    <Dialog title={texts.newKey} onClose={close}>
      <p>{texts.once}</p>
      <Field label={texts.key}>
        {(control) => (
          <textarea
            class="input key-text"
            dir="ltr"
            rows={2}
            readOnly
            spellcheck={false}
            value={apiKey}
            onFocus={({ currentTarget }) => currentTarget.select()}
            onCopy={() => setIsKept(true)}
            {...control}
          />
        )}
      </Field>
      <p role="alert" class="key-warning">
        {isWarned && !isKept && texts.warning}
      </p>
      <div class="dialog-actions">
        <button type="button" class="button" onClick={() => void copy()}>
          {texts.copy}
        </button>
        <button type="button" class="button primary" onClick={onClose}>
          {texts.done}
        </button>
      </div>
    </Dialog>
  )
}
