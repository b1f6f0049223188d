import { useState } from 'preact/hooks'
import { Problem } from '../errors/problem.tsx'
import { NewPasswordField } from '../forms/new-password-field.tsx'
import { SubmitButton } from '../forms/submit-button.tsx'
import { fieldText, InvalidForm } from '../forms/use-submit.ts'
import { PageHeading } from '../page/page-heading.tsx'
import { api } from '../session/session.ts'
import { Plate } from '../sign-in/plate.tsx'
import { finish } from './finish.ts'
import { Outcome } from './outcome.tsx'
import { recoveryTexts } from './texts.ts'
import { useLink } from './use-link.ts'

export const ResetPage = () => {
  const [isDone, setIsDone] = useState(false)
  const send = async (token: string, form: HTMLFormElement) => {
    const new_password = fieldText(form, 'new_password')
    if (new_password === '')
      throw new InvalidForm([{ path: 'new_password', message: recoveryTexts.value.choosePassword }])
    await api.users.password.reset.$post({ json: { token, new_password } })
    setIsDone(await finish(() => recoveryTexts.value.passwordChanged))
  }
  const { form, submit, busy, secondsLeft, error, issue, state } = useLink('reset', send, ['new_password'])
  const texts = recoveryTexts.value
  if (isDone) return <Outcome title={texts.resetTitle} text={texts.passwordChangedOf} />
  if (state !== 'ready')
    return (
      <Outcome title={texts.resetTitle} text={state === 'ended' ? texts.resetEnded : texts.noLink}>
        <a class="button primary" href="#/forgot">
          {texts.newLink}
        </a>
      </Outcome>
    )
  return (
    <Plate>
      <PageHeading title={texts.resetTitle}>{texts.resetHeading}</PageHeading>
      <form class="form" ref={form} onSubmit={submit} method="post" noValidate>
        <p class="outcome">{texts.resetIntro}</p>
        {error !== undefined && <Problem error={error} />}
        <NewPasswordField label={texts.newPassword} name="new_password" issue={issue('new_password')} />
        <SubmitButton busy={busy} secondsLeft={secondsLeft} busyText={texts.saving}>
          {texts.savePassword}
        </SubmitButton>
      </form>
    </Plate>
  )
}
