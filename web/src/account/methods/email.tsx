import type { User } from 'bookplate/client'
import { useState } from 'preact/hooks'
import { isMailConfigured } from '../../session/mail.ts'
import { ChangeEmail } from './change-email.tsx'
import { MethodPart } from './part.tsx'
import { SendLink } from './send-link.tsx'
import { methodsTexts } from './texts.ts'

interface EmailProps {
  user: User
  /** The recommendation has the button that sends the link. */
  isRecommended: boolean
}

export const Email = ({ user: { email, email_verified }, isRecommended }: EmailProps) => {
  const [sentTo, setSentTo] = useState<string>()
  const [isChanging, setIsChanging] = useState(false)
  const texts = methodsTexts.value.email
  return (
    <MethodPart title={texts.title}>
      <p class="method-email">
        <bdi>{email}</bdi>{' '}
        {isMailConfigured && (
          <strong class={email_verified ? 'method-good' : 'method-open'}>
            {email_verified ? texts.isConfirmed : texts.isNotConfirmed}
          </strong>
        )}
      </p>
      {!isMailConfigured && <p class="hint">{texts.noMail}</p>}
      <p role="status" class="method-note" hidden={sentTo === undefined}>
        {sentTo !== undefined && texts.changeSent(sentTo)}
      </p>
      {isMailConfigured && isChanging && (
        <ChangeEmail
          email={email}
          onDone={(newEmail) => {
            setIsChanging(false)
            if (newEmail !== undefined) setSentTo(newEmail)
          }}
        />
      )}
      {isMailConfigured && !isChanging && (
        <div class="part-actions">
          {!email_verified && !isRecommended && <SendLink email={email} />}
          <button type="button" class="button" onClick={() => setIsChanging(true)}>
            {texts.change}
          </button>
        </div>
      )}
    </MethodPart>
  )
}
