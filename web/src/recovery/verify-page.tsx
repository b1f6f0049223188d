import { useState } from 'preact/hooks'
import { Problem } from '../errors/problem.tsx'
import { SubmitButton } from '../forms/submit-button.tsx'
import { PageHeading } from '../page/page-heading.tsx'
import { canUsePasskeys } from '../passkeys/ceremony.ts'
import { signalDetails } from '../passkeys/signals.ts'
import { api, user } from '../session/session.ts'
import { Plate } from '../sign-in/plate.tsx'
import { finish } from './finish.ts'
import { Outcome } from './outcome.tsx'
import { recoveryTexts } from './texts.ts'
import { useLink } from './use-link.ts'

/** @param before the email before, of a reader who was signed in */
const Confirmed = ({ before }: { before: string | undefined }) => {
  const { emailConfirmedHeading, emailIs, newEmailIs } = recoveryTexts.value
  const email = user.value?.email ?? ''
  const isNew = before !== undefined && email !== before
  return <Outcome title={emailConfirmedHeading} text={isNew ? newEmailIs(email) : emailIs(email)} />
}

export const VerifyPage = () => {
  const [confirmed, setConfirmed] = useState<{ before: string | undefined }>()
  const send = async (token: string) => {
    const before = user.peek()?.email
    await api.users.email.verify.$post({ json: { token } })
    if (!(await finish(() => recoveryTexts.value.emailConfirmed))) return
    setConfirmed({ before })
    // Password managers show the email of a passkey.
    if (before !== user.peek()?.email && canUsePasskeys()) await signalDetails()
  }
  const { form, submit, busy, secondsLeft, error, state } = useLink('verify', send)
  const texts = recoveryTexts.value
  if (confirmed) return <Confirmed before={confirmed.before} />
  if (state !== 'ready')
    return <Outcome title={texts.verifyTitle} text={state === 'ended' ? texts.verifyEnded : texts.noLink} />
  return (
    <Plate>
      <PageHeading title={texts.verifyTitle}>{texts.verifyHeading}</PageHeading>
      <form class="form" ref={form} onSubmit={submit} method="post" noValidate>
        <p class="outcome">{texts.verifyIntro}</p>
        {error !== undefined && <Problem error={error} />}
        <SubmitButton busy={busy} secondsLeft={secondsLeft} busyText={texts.confirming}>
          {texts.confirm}
        </SubmitButton>
      </form>
    </Plate>
  )
}
