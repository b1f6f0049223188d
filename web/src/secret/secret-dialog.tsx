import { useState } from 'preact/hooks'
import { Dialog } from '../dialog/dialog.tsx'
import { ignore, isBrowserError } from '../errors/ignore.ts'
import { Field } from '../forms/field.tsx'
import { showMessage } from '../toasts/toasts.ts'
import './secret.css'

interface SecretDialogProps {
  secret: string
  texts: {
    title: string
    once: string
    label: string
    copy: string
    isCopied: string
    /** For a reader who closes the dialog without a copy. */
    warning: string
    done: string
  }
  onClose: () => void
}

/** Shows a secret once. A reader who closes it without a copy is asked once more. */
export const SecretDialog = ({ secret, texts, onClose }: SecretDialogProps) => {
  const [isKept, setIsKept] = useState(false)
  const [isWarned, setIsWarned] = useState(false)
  const copy = () =>
    navigator.clipboard
      .writeText(secret)
      .then(() => {
        showMessage(texts.isCopied)
        setIsKept(true)
      })
      // The secret is on the page, and can be selected.
      .catch(ignore(isBrowserError))
  const close = () => {
    if (isKept || isWarned) onClose()
    else setIsWarned(true)
  }
  return (
    <Dialog title={texts.title} onClose={close}>
      <p>{texts.once}</p>
      <Field label={texts.label}>
        {(control) => (
          <textarea
            class="input secret-text"
            dir="ltr"
            rows={2}
            readOnly
            spellcheck={false}
            value={secret}
            onFocus={({ currentTarget }) => currentTarget.select()}
            onCopy={() => setIsKept(true)}
            {...control}
          />
        )}
      </Field>
      <p role="alert" class="secret-warning">
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
