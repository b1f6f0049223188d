import { useState } from 'preact/hooks'
import { Problem } from '../../errors/problem.tsx'
import { isDismissed } from '../../passkeys/ceremony.ts'
import { finishPasskey, type StartedPasskey, startPasskey } from '../../passkeys/manage.ts'
import { withProof } from '../../proof/proof.tsx'
import { showMessage } from '../../toasts/toasts.ts'
import { methodsTexts } from './texts.ts'
import { useAction } from './use-action.ts'

interface AddPasskeyProps {
  label: string
  isPrimary?: boolean
  onAdded: () => void
}

/** The authenticator that the reader chose has a passkey of this account already (WebAuthn level 3, section 6.3.2). */
const isThere = (error: unknown): boolean =>
  error instanceof DOMException && error.name === 'InvalidStateError'

/** A proof stays good for some minutes, so a reader who closes the dialog of the browser does not give it again. */
export const AddPasskey = ({ label, isPrimary = false, onAdded }: AddPasskeyProps) => {
  const [started, setStarted] = useState<StartedPasskey>()
  const [note, setNote] = useState<'dismissed' | 'there'>()
  const { isBusy, error, run } = useAction()
  const texts = methodsTexts.value.passkeys

  const add = async () => {
    setNote(undefined)
    const isFresh = started && Date.now() < started.expiresAt
    const proven = isFresh ? started : await withProof({ action: 'add_passkey' }, startPasskey)
    setStarted(proven)
    try {
      await finishPasskey(proven)
    } catch (thrown) {
      if (isDismissed(thrown)) return setNote('dismissed')
      if (isThere(thrown)) return setNote('there')
      setStarted(undefined)
      throw thrown
    }
    setStarted(undefined)
    showMessage(methodsTexts.value.passkeys.isAdded)
    onAdded()
  }
  return (
    <div class="method-action">
      {error !== undefined && <Problem error={error} />}
      <p role="status" class="method-note" hidden={note === undefined}>
        {note && texts[note]}
      </p>
      <button
        type="button"
        class={isPrimary ? 'button primary' : 'button'}
        aria-disabled={isBusy}
        onClick={() => run(add)}
      >
        {isBusy ? texts.adding : note ? texts.tryAgain : label}
      </button>
    </div>
  )
}
