import { useLayoutEffect, useState } from 'preact/hooks'
import { Problem } from '../errors/problem.tsx'
import { TextField } from '../forms/field.tsx'
import { PasswordField } from '../forms/password-field.tsx'
import { SubmitButton } from '../forms/submit-button.tsx'
import { fieldText, InvalidForm, useSubmit } from '../forms/use-submit.ts'
import { LazyPage } from '../page/lazy-page.tsx'
import { PageHeading } from '../page/page-heading.tsx'
import { isMailConfigured } from '../session/mail.ts'
import { signIn, user } from '../session/session.ts'
import { addPasskeyAfter } from './add-passkey.ts'
import { signInNotice, typedEmail } from './kept-typing.ts'
import { PasskeySignIn } from './passkey-sign-in.tsx'
import { pendingOf, pendingSignIn } from './pending.ts'
import { Plate } from './plate.tsx'
import { signInTexts } from './texts.ts'

const secondStep = () => import('./second-step.tsx').then(({ SecondStep }) => SecondStep)

const send = async (form: HTMLFormElement) => {
  const { emailOfAccount, enterPassword } = signInTexts.value
  const credentials = { email: fieldText(form, 'email').trim(), password: fieldText(form, 'password') }
  const issues = [
    ...(credentials.email === '' ? [{ path: 'email', message: emailOfAccount }] : []),
    ...(credentials.password === '' ? [{ path: 'password', message: enterPassword }] : []),
  ]
  if (issues.length > 0) throw new InvalidForm(issues)
  typedEmail.value = credentials.email
  let upgrade: string | undefined
  try {
    upgrade = await signIn(credentials)
  } catch (error) {
    const pending = pendingOf(error)
    if (!pending) throw error
    // The reader may have signed in in another tab.
    if (!user.peek()) pendingSignIn.value = pending
    return
  }
  await addPasskeyAfter(upgrade)
}

/** The password, then the second factor of an account that has one. */
export const SignInPage = ({ hasExpired }: { hasExpired: boolean }) =>
  pendingSignIn.value ? (
    <LazyPage key="second-step" load={secondStep} />
  ) : (
    <PasswordStep key="password" hasExpired={hasExpired} />
  )

const PasswordStep = ({ hasExpired }: { hasExpired: boolean }) => {
  const { form, submit, busy, secondsLeft, error, issue } = useSubmit(send, ['email', 'password'])
  const [email] = useState(() => typedEmail.peek())
  useLayoutEffect(() => {
    if (email !== '') form.current?.querySelector<HTMLElement>('[name=password]')?.focus()
    return () => {
      signInNotice.value = undefined
    }
  }, [])
  const texts = signInTexts.value
  const notice = signInNotice.value?.() ?? (hasExpired ? texts.hasExpired : undefined)
  return (
    <Plate>
      <PageHeading title={texts.signIn}>{texts.signInHeading}</PageHeading>
      <form class="form" ref={form} onSubmit={submit} method="post" noValidate>
        {notice !== undefined && (
          <p class="notice" role="status">
            {notice}
          </p>
        )}
        {error !== undefined && <Problem error={error} />}
        <TextField
          label={texts.email}
          name="email"
          type="email"
          autocomplete="username webauthn"
          autocapitalize="off"
          spellcheck={false}
          required
          defaultValue={email}
          issue={issue('email')}
          onInput={({ currentTarget }) => {
            typedEmail.value = currentTarget.value
          }}
        />
        <PasswordField
          label={texts.password}
          name="password"
          autocomplete="current-password"
          issue={issue('password')}
        />
        <SubmitButton busy={busy} secondsLeft={secondsLeft} busyText={texts.signingIn}>
          {texts.signIn}
        </SubmitButton>
      </form>
      <PasskeySignIn withAutofill={true} />
      <div class="plate-foot">
        {isMailConfigured && (
          <p>
            <a href="#/forgot">{texts.forgot}</a>
          </p>
        )}
        <p>
          {texts.noAccount} <a href="#/sign-up">{texts.signUp}</a>
        </p>
      </div>
    </Plate>
  )
}
