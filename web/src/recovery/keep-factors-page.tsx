import { useState } from 'preact/hooks'
import { Problem } from '../errors/problem.tsx'
import { SubmitButton } from '../forms/submit-button.tsx'
import { PageHeading } from '../page/page-heading.tsx'
import { api } from '../session/session.ts'
import { Plate } from '../sign-in/plate.tsx'
import { Outcome } from './outcome.tsx'
import { recoveryTexts } from './texts.ts'
import { useLink } from './use-link.ts'

export const KeepFactorsPage = () => {
  const [isDone, setIsDone] = useState(false)
  const { form, submit, busy, secondsLeft, error, state } = useLink('keep-factors', async (token) => {
    await api.users['factor-removal'].stop.$post({ json: { token } })
    setIsDone(true)
  })
  const texts = recoveryTexts.value
  if (isDone)
    return (
      <Outcome title={texts.kept} text={texts.keptAdvice}>
        <a class="button primary" href="#/forgot">
          {texts.chooseNew}
        </a>
      </Outcome>
    )
  if (state !== 'ready')
    return (
      <Outcome title={texts.keepTitle} text={state === 'ended' ? texts.keepEnded : texts.noLink}>
        <a class="button primary" href="#/account">
          {texts.toAccount}
        </a>
      </Outcome>
    )
  return (
    <Plate>
      <PageHeading title={texts.keepTitle} />
      <form class="form" ref={form} onSubmit={submit} method="post" noValidate>
        <p class="outcome">{texts.keepIntro}</p>
        {error !== undefined && <Problem error={error} />}
        <SubmitButton busy={busy} secondsLeft={secondsLeft} busyText={texts.saving}>
          {texts.keep}
        </SubmitButton>
      </form>
    </Plate>
  )
}
