import { useRef, useState } from 'preact/hooks'
import { ignore, isBrowserError } from '../errors/ignore.ts'
import { Problem } from '../errors/problem.tsx'
import { Field } from '../forms/field.tsx'
import { SubmitButton } from '../forms/submit-button.tsx'
import { useSubmit } from '../forms/use-submit.ts'
import { showMessage } from '../toasts/toasts.ts'
import { RotationDialog } from './rotation-dialog.tsx'
import { changeShare, type ShareSettings } from './settings.ts'
import { shareTexts } from './texts.ts'

interface ShareAddressProps {
  url: string
  onSaved: (settings: ShareSettings) => void
}

/** The address to give away, and the ways to end it. */
export const ShareAddress = ({ url, onSaved }: ShareAddressProps) => {
  const [isRotating, setIsRotating] = useState(false)
  const input = useRef<HTMLInputElement>(null)
  const stop = async () => {
    const saved = await changeShare({ enabled: false })
    showMessage(shareTexts.value.isStopped)
    onSaved(saved)
  }
  const { form, submit, busy, secondsLeft, error } = useSubmit(stop, [])
  const texts = shareTexts.value
  const copy = () => {
    // Where the browser does not allow the copy, the address is selected.
    input.current?.select()
    navigator.clipboard
      .writeText(url)
      .then(() => showMessage(shareTexts.value.isCopied))
      .catch(ignore(isBrowserError))
  }
  return (
    <>
      <form class="share-address" ref={form} onSubmit={submit}>
        <Field label={texts.address}>
          {(control) => (
            <input
              {...control}
              ref={input}
              class="input"
              type="text"
              dir="ltr"
              readOnly
              value={url}
              onFocus={({ currentTarget }) => currentTarget.select()}
            />
          )}
        </Field>
        {error !== undefined && <Problem error={error} />}
        <div class="part-actions">
          <button type="button" class="button primary" onClick={copy}>
            {texts.copy}
          </button>
          <a class="button" href={url} target="_blank" rel="noreferrer">
            {texts.open}
          </a>
        </div>
        <div class="part-actions">
          <button type="button" class="button" onClick={() => setIsRotating(true)}>
            {texts.rotate}
          </button>
          <SubmitButton plain busy={busy} secondsLeft={secondsLeft} busyText={texts.stopping}>
            {texts.stop}
          </SubmitButton>
        </div>
      </form>
      {isRotating && <RotationDialog onClose={() => setIsRotating(false)} onSaved={onSaved} />}
    </>
  )
}
