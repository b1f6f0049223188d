import { data } from 'bookplate/client'
import { useState } from 'preact/hooks'
import { Problem } from '../../errors/problem.tsx'
import { withProof } from '../../proof/proof.tsx'
import { api } from '../../session/session.ts'
import { CodesDialog } from './codes-dialog.tsx'
import { MethodPart } from './part.tsx'
import { TestCode } from './test-code.tsx'
import { methodsTexts } from './texts.ts'
import { useAction } from './use-action.ts'

interface RecoveryCodesProps {
  left: number
  isRecommended: boolean
  onChange: () => void
}

export const RecoveryCodes = ({ left, isRecommended, onChange }: RecoveryCodesProps) => {
  const [codes, setCodes] = useState<readonly string[]>()
  const { isBusy, error, run } = useAction()
  const texts = methodsTexts.value.codes

  const make = async () => {
    const claim = { action: 'make_recovery_codes' } as const
    const made = await withProof(claim, (proof) =>
      data(api.users.mfa['recovery-codes'].$post({ json: { proof } })),
    )
    setCodes(made.recovery_codes)
  }
  return (
    <MethodPart title={texts.title}>
      <p class="hint">{texts.hint}</p>
      <p>
        <strong>{texts.left(left)}</strong>
      </p>
      {error !== undefined && <Problem error={error} />}
      <TestCode />
      <div class="part-actions">
        <button
          type="button"
          class={isRecommended ? 'button primary' : 'button'}
          aria-disabled={isBusy}
          onClick={() => run(make)}
        >
          {texts.makeNew}
        </button>
      </div>
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
