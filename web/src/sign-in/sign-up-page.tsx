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
import { typedEmail } from './kept-typing.ts'
import { MailSent } from './mail-sent.tsx'
import { PasskeySignUp } from './passkey-sign-up.tsx'
import { Plate } from './plate.tsx'
import { signUpTexts } from './sign-up-texts.ts'

/** @returns the email that got a mail; undefined when the reader has signed in, or left the form */
const send = async (form: HTMLFormElement): Promise<string | undefined> => {
  const { enterName, enterEmail, choosePassword } = signUpTexts.value
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
  const { status } = await api.users.$post({ json: account })
  if (status === 202) return account.email
  // The visitor may have left the form, or have signed in with another account.
  if (user.peek() || route.value.page !== 'sign-up') return undefined
  await signIn({ email: account.email, password: account.password })
  return undefined
}

export const SignUpPage = () => {
  const [owner, setOwner] = useState(() => ({ name: '', email: typedEmail.peek() }))
  const [firstEmail] = useState(owner.email)
  const [sentTo, setSentTo] = useState<string>()
  const { form, submit, busy, secondsLeft, error, issue } = useSubmit(
    async (sent) => setSentTo(await send(sent)),
    ['name', 'email', 'password'],
  )
  const texts = signUpTexts.value
  return (
    <Plate>
      {sentTo === undefined ? (
        <PageHeading title={texts.signUp}>{texts.signUpHeading}</PageHeading>
      ) : (
        <MailSent email={sentTo} about={texts.linkOfSignUp} back={() => setSentTo(undefined)} />
      )}
      {/* The form keeps its fields for a visitor who comes back to correct the email. */}
      <div hidden={sentTo !== undefined}>
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
            defaultValue={firstEmail}
            issue={issue('email')}
            onInput={({ currentTarget }) => {
              typedEmail.value = currentTarget.value
              setOwner({ ...owner, email: currentTarget.value })
            }}
          />
          <NewPasswordField label={texts.password} name="password" owner={owner} issue={issue('password')} />
          {isCatalogueShared && <p class="hint">{texts.sharedCatalogue}</p>}
          <SubmitButton busy={busy} secondsLeft={secondsLeft} busyText={texts.signingUp}>
            {texts.signUp}
          </SubmitButton>
        </form>
        <PasskeySignUp owner={owner} onMailSent={setSentTo} />
      </div>
      <p class="plate-foot">
        {texts.haveAccount} <a href="#/sign-in">{texts.signIn}</a>
      </p>
    </Plate>
  )
}
