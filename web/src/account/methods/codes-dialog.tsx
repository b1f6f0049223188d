import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import { Dialog } from '../../dialog/dialog.tsx'
import { dateTimeText } from '../../i18n/format.ts'
import { saveFile } from '../../page/save-file.ts'
import { user } from '../../session/session.ts'
import { CopyButton } from './copy-button.tsx'
import { methodsTexts } from './texts.ts'

interface CodesDialogProps {
  codes: readonly string[]
  onClose: () => void
}

/** Shows new recovery codes. The service has only their hashes, so a reader who did not keep them is asked once more. */
export const CodesDialog = ({ codes, onClose }: CodesDialogProps) => {
  const [isKept, setIsKept] = useState(false)
  const [isWarned, setIsWarned] = useState(false)
  const [madeAt] = useState(Date.now)
  const save = useRef<HTMLButtonElement>(null)
  useLayoutEffect(() => save.current?.focus({ preventScroll: true }), [])
  const texts = methodsTexts.value.codes
  const heading = texts.sheet(user.value?.email ?? '', dateTimeText(madeAt))
  const text = [heading, texts.sheetHint, '', ...codes, ''].join('\n')

  const close = () => {
    if (isKept || isWarned) onClose()
    else setIsWarned(true)
  }
  return (
    <Dialog title={texts.dialogTitle} onClose={close}>
      <p>{texts.dialogText}</p>
      <div class="codes-sheet">
        <p class="codes-heading">{heading}</p>
        <ol class="codes" aria-label={texts.title}>
          {codes.map((code) => (
            <li key={code}>
              <code>{code}</code>
            </li>
          ))}
        </ol>
      </div>
      <div class="part-actions">
        <button
          ref={save}
          type="button"
          class="button"
          onClick={() => {
            setIsKept(true)
            saveFile(texts.fileName, text, 'text/plain')
          }}
        >
          {texts.save}
        </button>
        <button
          type="button"
          class="button"
          onClick={() => {
            setIsKept(true)
            print()
          }}
        >
          {texts.print}
        </button>
        <CopyButton text={text} label={texts.copy} onCopied={() => setIsKept(true)} />
      </div>
      <p role="alert" class="codes-warning">
        {isWarned && !isKept && texts.warning}
      </p>
      <div class="dialog-actions">
        <button type="button" class="button primary" onClick={onClose}>
          {texts.keptThem}
        </button>
      </div>
    </Dialog>
  )
}
