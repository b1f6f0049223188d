import { useState } from 'preact/hooks'
import { hasCode } from '../errors/messages.ts'
import { Problem } from '../errors/problem.tsx'
import { TextField } from '../forms/field.tsx'
import { SubmitButton } from '../forms/submit-button.tsx'
import { fieldText, InvalidForm, useSubmit } from '../forms/use-submit.ts'
import { PageHeading } from '../page/page-heading.tsx'
import { isMailConfigured } from '../session/mail.ts'
import { api, user } from '../session/session.ts'
import { typedEmail } from '../sign-in/kept-typing.ts'
import { MailSent } from '../sign-in/mail-sent.tsx'
import { Plate } from '../sign-in/plate.tsx'
import { recoveryTexts } from './texts.ts'

const readEmail = (form: HTMLFormElement): string => {
  const email = fieldText(form, 'email').trim()
  if (email !== '') return email
  throw new InvalidForm([{ path: 'email', message: recoveryTexts.value.enterEmail }])
}

export const ForgotPage = () => {
  const [sentTo, setSentTo] = useState<string>()
  const [email] = useState(() => typedEmail.peek() || (user.peek()?.email ?? ''))
  const [hasNoMail, setHasNoMail] = useState(!isMailConfigured)
  const { form, submit, busy, secondsLeft, error, issue } = useSubmit(
    async (sent) => {
      const typed = readEmail(sent)
      try {
        await api.users.password.forgot.$post({ json: { email: typed } })
        setSentTo(typed)
      } catch (thrown) {
        if (!hasCode(thrown, 'email_not_configured')) throw thrown
        setHasNoMail(true)
      }
    },
    ['email'],
  )
  const texts = recoveryTexts.value
  return (
    <Plate>
      {sentTo === undefined ? (
        <PageHeading title={texts.forgotTitle}>{texts.forgotHeading}</PageHeading>
      ) : (
        <MailSent email={sentTo} about={texts.linkOfReset} back={() => setSentTo(undefined)} />
      )}
      {hasNoMail && (
        <p class="notice outcome" role="alert">
          {texts.noMailService}
        </p>
      )}
      <div hidden={sentTo !== undefined || hasNoMail}>
        <form class="form" ref={form} onSubmit={submit} method="post" noValidate>
          <p class="outcome">{texts.forgotIntro}</p>
          {error !== undefined && <Problem error={error} />}
          <TextField
            label={texts.email}
            name="email"
            type="email"
            autocomplete="username"
            autocapitalize="off"
            spellcheck={false}
            required
            defaultValue={email}
            issue={issue('email')}
            onInput={({ currentTarget }) => {
              typedEmail.value = currentTarget.value
            }}
          />
          <SubmitButton busy={busy} secondsLeft={secondsLeft} busyText={texts.sending}>
            {texts.sendLink}
          </SubmitButton>
        </form>
      </div>
      <p class="plate-foot">
        <a href={user.value ? '#/' : '#/sign-in'}>{user.value ? texts.toShelf : texts.toSignIn}</a>
      </p>
    </Plate>
  )
}
