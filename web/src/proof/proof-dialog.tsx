import { useEffect } from 'preact/hooks'
import { Dialog } from '../dialog/dialog.tsx'
import { Problem } from '../errors/problem.tsx'
import { canUsePasskeys } from '../passkeys/ceremony.ts'
import { PasskeyProof } from './passkey-proof.tsx'
import { PasswordProof } from './password-proof.tsx'
import { proofTexts } from './texts.ts'
import { useStepUp } from './use-step-up.ts'
import type { Waiting } from './waiting.ts'
import './proof.css'

/** Asks the reader for the proof of one change. */
export const ProofDialog = ({ waiting }: { waiting: Waiting }) => {
  const { close } = waiting
  const { methods, error, load, ...challenge } = useStepUp(waiting.claim)
  // Also when the session ends, or another dialog takes the place of this one.
  useEffect(() => close, [close])
  const texts = proofTexts.value
  const withPasskey = methods?.includes('passkey') && canUsePasskeys()
  const withCode = methods?.includes('password_and_code') === true
  const withPassword = withCode || methods?.includes('password') === true
  return (
    <Dialog title={texts.title} onClose={close}>
      <div class="proof">
        <p>{waiting.claim.about ?? texts.actions[waiting.claim.action]}</p>
        {error !== undefined && <Problem error={error} retry={load} />}
        {methods === undefined && error === undefined && <p role="status">{texts.loading}</p>}
        {withPasskey && <PasskeyProof waiting={waiting} challenge={challenge} />}
        {withPasskey && withPassword && <p class="proof-or">{texts.or}</p>}
        {withPassword && (
          <PasswordProof
            waiting={waiting}
            withCode={withCode}
            isFirst={!withPasskey}
            refresh={challenge.refresh}
          />
        )}
        {methods && !withPasskey && !withPassword && (
          <p class="notice" role="status">
            {methods.length > 0 ? texts.noPasskeysHere : texts.noMethod}
          </p>
        )}
      </div>
    </Dialog>
  )
}
