import { useState } from 'preact/hooks'
import { Problem } from '../errors/problem.tsx'
import { TextField } from '../forms/field.tsx'
import { NewPasswordField } from '../forms/new-password-field.tsx'
import { SubmitButton } from '../forms/submit-button.tsx'
import { fieldText, InvalidForm, useSubmit } from '../forms/use-submit.ts'
import { PageHeading } from '../page/page-heading.tsx'
import { replaceHref } from '../router/location.ts'
import { api, signIn } from '../session/session.ts'
import { isCatalogueShared } from '../session/shared-catalogue.ts'
import { Plate } from './plate.tsx'

const send = async (form: HTMLFormElement) => {
  const account = {
    name: fieldText(form, 'name').trim(),
    email: fieldText(form, 'email').trim(),
    password: fieldText(form, 'password'),
  }
  const issues = [
    ...(account.name === '' ? [{ path: 'name', message: 'Enter your first and last name.' }] : []),
    ...(account.email === '' ? [{ path: 'email', message: 'Enter your email.' }] : []),
    ...(account.password === '' ? [{ path: 'password', message: 'Choose a password.' }] : []),
  ]
  if (issues.length > 0) throw new InvalidForm(issues)
  await api.users.$post({ json: account })
  await signIn({ email: account.email, password: account.password })
  replaceHref('#/')
}

export const SignUpPage = () => {
  const [owner, setOwner] = useState({ name: '', email: '' })
  const { form, submit, busy, secondsLeft, error, issue } = useSubmit(send, ['name', 'email', 'password'])
  return (
    <Plate>
      <PageHeading title="Sign up">Start a library</PageHeading>
      <form class="form" ref={form} onSubmit={submit} method="post" noValidate>
        {error !== undefined && <Problem error={error} />}
        <TextField
          label="Name"
          name="name"
          autocomplete="name"
          required
          hint="Your first and last name, as shown on your bookplate."
          issue={issue('name')}
          onInput={({ currentTarget }) => setOwner({ ...owner, name: currentTarget.value })}
        />
        <TextField
          label="Email"
          name="email"
          type="email"
          autocomplete="username"
          autocapitalize="off"
          spellcheck={false}
          required
          issue={issue('email')}
          onInput={({ currentTarget }) => setOwner({ ...owner, email: currentTarget.value })}
        />
        <NewPasswordField label="Password" name="password" owner={owner} issue={issue('password')} />
        {isCatalogueShared && (
          <p class="hint">
            Other readers can see the titles of your books, and what describes them: authors, series, edition,
            category, description and cover. Everything else is for you alone: status, ratings, readings,
            tags, reviews, notes and fields of your own.
          </p>
        )}
        <SubmitButton busy={busy} secondsLeft={secondsLeft} busyText="Signing up …">
          Sign up
        </SubmitButton>
      </form>
      <p class="plate-foot">
        Do you have an account? <a href="#/sign-in">Sign in</a>
      </p>
    </Plate>
  )
}
