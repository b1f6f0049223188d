import { canUsePasskeys } from '../../passkeys/ceremony.ts'
import type { Passkey } from '../../passkeys/manage.ts'
import { AddPasskey } from './add-passkey.tsx'
import { MethodPart } from './part.tsx'
import { PasskeyLine } from './passkey-line.tsx'
import { methodsTexts } from './texts.ts'

interface PasskeysProps {
  passkeys: Passkey[]
  hasPassword: boolean
  /** The recommendation has the button to add one. */
  isRecommended: boolean
  onChange: () => void
}

export const Passkeys = ({ passkeys, hasPassword, isRecommended, onChange }: PasskeysProps) => {
  const texts = methodsTexts.value.passkeys
  return (
    <MethodPart title={texts.title}>
      <p class="hint">{texts.hint}</p>
      {passkeys.length > 0 && (
        <ul class="passkeys" aria-label={texts.title}>
          {passkeys.map((passkey) => (
            <PasskeyLine
              key={passkey.id}
              passkey={passkey}
              isOnlyWay={!hasPassword && passkeys.length === 1}
              onChange={onChange}
            />
          ))}
        </ul>
      )}
      {!canUsePasskeys() && <p class="hint">{texts.notHere}</p>}
      {canUsePasskeys() && !isRecommended && (
        <AddPasskey label={passkeys.length > 0 ? texts.addAnother : texts.add} onAdded={onChange} />
      )}
    </MethodPart>
  )
}
