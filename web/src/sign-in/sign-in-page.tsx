import { Problem } from '../errors/problem.tsx'
import { TextField } from '../forms/field.tsx'
import { PasswordField } from '../forms/password-field.tsx'
import { SubmitButton } from '../forms/submit-button.tsx'
import { fieldText, InvalidForm, useSubmit } from '../forms/use-submit.ts'
import { PageHeading } from '../page/page-heading.tsx'
import { signIn } from '../session/session.ts'
import { PasskeySignIn } from './passkey-sign-in.tsx'
import { Plate } from './plate.tsx'
import { signInTexts } from './texts.ts'

const send = async (form: HTMLFormElement) => {
  const { emailOfAccount, enterPassword } = signInTexts.value
  const credentials = { email: fieldText(form, 'email').trim(), password: fieldText(form, 'password') }
  const issues = [
    ...(credentials.email === '' ? [{ path: 'email', message: emailOfAccount }] : []),
    ...(credentials.password === '' ? [{ path: 'password', message: enterPassword }] : []),
  ]
  if (issues.length > 0) throw new InvalidForm(issues)
  const upgrade = await signIn(credentials)
  if (upgrade === undefined) return
  const { upgradeToPasskey } = await import('../passkeys/upgrade.ts')
  void upgradeToPasskey(upgrade)
}

export const SignInPage = ({ hasExpired }: { hasExpired: boolean }) => {
  const { form, submit, busy, secondsLeft, error, issue } = useSubmit(send, ['email', 'password'])
  const texts = signInTexts.value
  return (
    <Plate>
      <PageHeading title={texts.signIn}>{texts.signInHeading}</PageHeading>
      <form class="form" ref={form} onSubmit={submit} method="post" noValidate>
        {hasExpired && (
          <p class="notice" role="status">
            {texts.hasExpired}
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
          issue={issue('email')}
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
      <PasskeySignIn />
      <p class="plate-foot">
        {texts.noAccount} <a href="#/sign-up">{texts.signUp}</a>
      </p>
    </Plate>
  )
}
