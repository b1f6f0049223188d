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

const textOf = (email: string | undefined, before: string | undefined): string => {
  const { emailIs, newEmailIs } = recoveryTexts.value
  if (email === undefined) return ''
  return email === before ? emailIs(email) : newEmailIs(email)
}

export const VerifyPage = () => {
  /** The email before, of a reader who is signed in. */
  const [before, setBefore] = useState<string>()
  const send = async (token: string) => {
    const email = user.peek()?.email
    await api.users.email.verify.$post({ json: { token } })
    if (!(await finish(() => recoveryTexts.value.emailConfirmed))) return
    setBefore(email)
    // Password managers show the email of a passkey.
    if (email !== user.peek()?.email && canUsePasskeys()) await signalDetails()
  }
  const { form, submit, busy, secondsLeft, error, state } = useLink('verify', send)
  const texts = recoveryTexts.value
  if (before !== undefined)
    return <Outcome title={texts.emailConfirmedHeading} text={textOf(user.value?.email, before)} />
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
