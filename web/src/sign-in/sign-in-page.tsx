import { Problem } from '../errors/problem.tsx'
import { TextField } from '../forms/field.tsx'
import { PasswordField } from '../forms/password-field.tsx'
import { SubmitButton } from '../forms/submit-button.tsx'
import { fieldText, InvalidForm, useSubmit } from '../forms/use-submit.ts'
import { PageHeading } from '../page/page-heading.tsx'
import { signIn } from '../session/session.ts'
import { Plate } from './plate.tsx'

const send = async (form: HTMLFormElement) => {
  const credentials = { email: fieldText(form, 'email').trim(), password: fieldText(form, 'password') }
  const issues = [
    ...(credentials.email === '' ? [{ path: 'email', message: 'Enter the email of your account.' }] : []),
    ...(credentials.password === '' ? [{ path: 'password', message: 'Enter your password.' }] : []),
  ]
  if (issues.length > 0) throw new InvalidForm(issues)
  await signIn(credentials)
}

export const SignInPage = ({ hasExpired }: { hasExpired: boolean }) => {
  const { form, submit, busy, secondsLeft, error, issue } = useSubmit(send, ['email', 'password'])
  return (
    <Plate>
      <PageHeading title="Sign in">Open your library</PageHeading>
      <form class="form" ref={form} onSubmit={submit} method="post" noValidate>
        {hasExpired && (
          <p class="notice" role="status">
            Your session has ended. Sign in to continue.
          </p>
        )}
        {error !== undefined && <Problem error={error} />}
        <TextField
          label="Email"
          name="email"
          type="email"
          autocomplete="username"
          autocapitalize="off"
          spellcheck={false}
          required
          issue={issue('email')}
        />
        <PasswordField
          label="Password"
          name="password"
          autocomplete="current-password"
          issue={issue('password')}
        />
        <SubmitButton busy={busy} secondsLeft={secondsLeft} busyText="Signing in …">
          Sign in
        </SubmitButton>
      </form>
      <p class="plate-foot">
        No account yet? <a href="#/sign-up">Sign up</a>
      </p>
    </Plate>
  )
}
