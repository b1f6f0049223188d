import type { User } from 'bookplate/client'
import { AddPasskey } from './add-passkey.tsx'
import type { Recommendation } from './recommend.ts'
import { SendLink } from './send-link.tsx'
import { methodsTexts } from './texts.ts'

interface NextStepProps {
  step: Recommendation
  user: User
  onChange: () => void
}

/** The one next step, with its button where that needs no other fields. */
export const NextStep = ({ step, user, onChange }: NextStepProps) => {
  const texts = methodsTexts.value
  const { title, text } = texts.steps[step]
  return (
    <div class={step === 'nothing' ? 'method-next done' : 'method-next'}>
      <p class="method-next-title">{title}</p>
      <p>{text}</p>
      {step === 'add_passkey' && <AddPasskey isPrimary label={texts.passkeys.add} onAdded={onChange} />}
      {step === 'add_second_passkey' && (
        <AddPasskey isPrimary label={texts.passkeys.addAnother} onAdded={onChange} />
      )}
      {step === 'verify_email' && <SendLink isPrimary email={user.email} />}
    </div>
  )
}
