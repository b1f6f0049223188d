import { data } from 'bookplate/client'
import { useState } from 'preact/hooks'
import { hasCode } from '../../errors/messages.ts'
import { Problem } from '../../errors/problem.tsx'
import { dateText } from '../../i18n/format.ts'
import { withProof } from '../../proof/proof.tsx'
import { api } from '../../session/session.ts'
import { showMessage } from '../../toasts/toasts.ts'
import { CodesDialog } from './codes-dialog.tsx'
import { MethodPart } from './part.tsx'
import { type Setup, SetupDialog } from './setup-dialog.tsx'
import { methodsTexts } from './texts.ts'
import { useAction } from './use-action.ts'
import type { Factors } from './use-methods.ts'

interface AppProps {
  totp: Factors['totp']
  isRecommended: boolean
  onChange: () => void
}

/** The authenticator app: a code beside the password. */
export const AuthenticatorApp = ({ totp, isRecommended, onChange }: AppProps) => {
  const [setup, setSetup] = useState<Setup>()
  const [codes, setCodes] = useState<readonly string[]>()
  const { isBusy, error, run } = useAction()
  const texts = methodsTexts.value.app

  const start = async () => {
    const claim = { action: 'add_totp' } as const
    setSetup(await withProof(claim, (proof) => data(api.users.mfa.totp.$post({ json: { proof } }))))
  }
  const remove = async () => {
    try {
      await withProof({ action: 'remove_totp' }, (proof) => api.users.mfa.totp.$delete({ json: { proof } }))
      showMessage(methodsTexts.value.app.isRemoved)
    } catch (thrown) {
      // It was removed on another page.
      if (!hasCode(thrown, 'totp_not_found')) throw thrown
    }
    onChange()
  }
  return (
    <MethodPart title={texts.title}>
      <p class="hint">{totp ? texts.isOn(dateText(totp.created_at)) : texts.hint}</p>
      {error !== undefined && <Problem error={error} />}
      <div class="part-actions">
        <button
          type="button"
          class={isRecommended ? 'button primary' : 'button'}
          aria-disabled={isBusy}
          onClick={() => run(start)}
        >
          {totp ? texts.replace : texts.add}
        </button>
        {totp && (
          <button type="button" class="button" aria-disabled={isBusy} onClick={() => run(remove)}>
            {texts.remove}
          </button>
        )}
      </div>
      {setup && (
        <SetupDialog
          setup={setup}
          onClose={() => {
            setSetup(undefined)
            onChange()
          }}
          onConfirmed={(made) => {
            setSetup(undefined)
            setCodes(made)
          }}
        />
      )}
      {codes && (
        <CodesDialog
          codes={codes}
          onClose={() => {
            setCodes(undefined)
            onChange()
          }}
        />
      )}
    </MethodPart>
  )
}
