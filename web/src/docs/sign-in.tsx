import { useEffect, useRef, useState } from 'preact/hooks'
import { Problem } from '../errors/problem.tsx'
import { TextField } from '../forms/field.tsx'
import { PasswordField } from '../forms/password-field.tsx'
import { SubmitButton } from '../forms/submit-button.tsx'
import { fieldText, InvalidForm, useSubmit } from '../forms/use-submit.ts'
import { pasteToken, signIn, signOut, type TokenState, tokenState } from './token.ts'

const required = (fields: Record<string, string>, form: HTMLFormElement) => {
  const empty = Object.entries(fields).filter(([name]) => fieldText(form, name).trim() === '')
  if (empty.length > 0) throw new InvalidForm(empty.map(([path, message]) => ({ path, message })))
}

const sendCredentials = async (form: HTMLFormElement) => {
  required({ email: 'Enter the email of your account.', password: 'Enter your password.' }, form)
  await signIn({ email: fieldText(form, 'email').trim(), password: fieldText(form, 'password') })
}

const SignInForm = () => {
  const { form, submit, busy, secondsLeft, error, issue } = useSubmit(sendCredentials, ['email', 'password'])
  return (
    <form class="docs-form" ref={form} onSubmit={submit} method="post" noValidate aria-label="Sign in">
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
      {error !== undefined && <Problem error={error} />}
    </form>
  )
}

const usePasted = async (form: HTMLFormElement) => {
  required({ token: 'Paste a token.' }, form)
  pasteToken(fieldText(form, 'token').trim())
}

/** For an account with a second factor, and for API keys. */
const PasteForm = () => {
  const { form, submit, issue } = useSubmit(usePasted, ['token'])
  return (
    <form class="docs-form" ref={form} onSubmit={submit} method="post" noValidate aria-label="Use a token">
      <TextField
        label="Access token or API key"
        name="token"
        autocomplete="off"
        autocapitalize="off"
        spellcheck={false}
        required
        issue={issue('token')}
      />
      <button type="submit" class="button">
        Use this token
      </button>
    </form>
  )
}

const timeOf = (at: number) => new Date(at).toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' })

const sentenceOf = (state: TokenState): string => {
  switch (state.kind) {
    case 'none':
      return 'Sign in to try the operations that need a token.'
    case 'signed-in':
      return `Signed in as ${state.name}. Requests carry your token until ${timeOf(state.expiresAt)}.`
    case 'pasted':
      return 'Requests carry the token that you pasted.'
    case 'expired':
      return `Your token expired at ${timeOf(state.expiredAt)}. Sign in again.`
    case 'ended':
      return 'Your token is no longer valid, because its session has ended. Sign in again.'
  }
}

/** The form takes the focus back to its first field, and the button takes it from the form that made place for it. */
const useFocus = (hasToken: boolean) => {
  const section = useRef<HTMLElement>(null)
  const had = useRef(hasToken)
  useEffect(() => {
    if (had.current !== hasToken) section.current?.querySelector<HTMLElement>('input, button')?.focus()
    had.current = hasToken
  }, [hasToken])
  return section
}

/** Sets the token of every request of this page. */
export const SignIn = () => {
  const state = tokenState.value
  const hasToken = state.kind === 'signed-in' || state.kind === 'pasted'
  const [error, setError] = useState<unknown>()
  const section = useFocus(hasToken)
  return (
    <section class="docs-token" ref={section} aria-label="Token">
      <p role="status">{sentenceOf(state)}</p>
      {hasToken ? (
        <button
          type="button"
          class="button"
          onClick={() => void signOut().then(() => setError(undefined), setError)}
        >
          {state.kind === 'pasted' ? 'Remove the token' : 'Sign out'}
        </button>
      ) : (
        <>
          <SignInForm />
          <details>
            <summary>Use a token instead</summary>
            <PasteForm />
          </details>
        </>
      )}
      {error !== undefined && <Problem error={error} />}
    </section>
  )
}
