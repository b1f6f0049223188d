import { useState } from 'preact/hooks'
import { Problem } from '../errors/problem.tsx'
import { TextField } from '../forms/field.tsx'
import { NewPasswordField } from '../forms/new-password-field.tsx'
import { SubmitButton } from '../forms/submit-button.tsx'
import { fieldText, InvalidForm, useSubmit } from '../forms/use-submit.ts'
import { PageHeading } from '../page/page-heading.tsx'
import { route } from '../router/location.ts'
import { api, signIn, user } from '../session/session.ts'
import { isCatalogueShared } from '../session/shared-catalogue.ts'
import { PasskeySignUp } from './passkey-sign-up.tsx'
import { Plate } from './plate.tsx'
import { signInTexts } from './texts.ts'

const send = async (form: HTMLFormElement) => {
  const { enterName, enterEmail, choosePassword } = signInTexts.value
  const account = {
    name: fieldText(form, 'name').trim(),
    email: fieldText(form, 'email').trim(),
    password: fieldText(form, 'password'),
  }
  const issues = [
    ...(account.name === '' ? [{ path: 'name', message: enterName }] : []),
    ...(account.email === '' ? [{ path: 'email', message: enterEmail }] : []),
    ...(account.password === '' ? [{ path: 'password', message: choosePassword }] : []),
  ]
  if (issues.length > 0) throw new InvalidForm(issues)
  await api.users.$post({ json: account })
  // The visitor may have left the form, or have signed in with another account.
  if (user.peek() || route.value.page !== 'sign-up') return
  await signIn({ email: account.email, password: account.password })
}

export const SignUpPage = () => {
  const [owner, setOwner] = useState({ name: '', email: '' })
  const { form, submit, busy, secondsLeft, error, issue } = useSubmit(send, ['name', 'email', 'password'])
  const texts = signInTexts.value
  return (
    <Plate>
      <PageHeading title={texts.signUp}>{texts.signUpHeading}</PageHeading>
      <form class="form" ref={form} onSubmit={submit} method="post" noValidate>
        {error !== undefined && <Problem error={error} />}
        <TextField
          label={texts.name}
          name="name"
          autocomplete="name"
          required
          hint={texts.nameHint}
          issue={issue('name')}
          onInput={({ currentTarget }) => setOwner({ ...owner, name: currentTarget.value })}
        />
        <TextField
          label={texts.email}
          name="email"
          type="email"
          autocomplete="username"
          autocapitalize="off"
          spellcheck={false}
          required
          issue={issue('email')}
          onInput={({ currentTarget }) => setOwner({ ...owner, email: currentTarget.value })}
        />
        <NewPasswordField label={texts.password} name="password" owner={owner} issue={issue('password')} />
        {isCatalogueShared && <p class="hint">{texts.sharedCatalogue}</p>}
        <SubmitButton busy={busy} secondsLeft={secondsLeft} busyText={texts.signingUp}>
          {texts.signUp}
        </SubmitButton>
      </form>
      <PasskeySignUp owner={owner} />
      <p class="plate-foot">
        {texts.haveAccount} <a href="#/sign-in">{texts.signIn}</a>
      </p>
    </Plate>
  )
}
