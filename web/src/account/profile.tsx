import type { User } from 'bookplate/client'
import { Problem } from '../errors/problem.tsx'
import { Field, TextField } from '../forms/field.tsx'
import { SubmitButton } from '../forms/submit-button.tsx'
import { fieldText, InvalidForm, useSubmit } from '../forms/use-submit.ts'
import { api } from '../session/session.ts'
import { showMessage } from '../toasts/toasts.ts'

const send = async (form: HTMLFormElement) => {
  const name = fieldText(form, 'name').trim()
  if (name === '') throw new InvalidForm([{ path: 'name', message: 'Enter your first and last name.' }])
  await api.users.$patch({ json: { name } })
  showMessage('Your name is changed.')
}

export const Profile = ({ user }: { user: User }) => {
  const { form, submit, busy, secondsLeft, error, issue } = useSubmit(send, ['name'])
  return (
    <form class="form" ref={form} onSubmit={submit} noValidate>
      {error !== undefined && <Problem error={error} />}
      <TextField
        label="Name"
        name="name"
        autocomplete="name"
        required
        defaultValue={user.name}
        issue={issue('name')}
        hint="The name on your bookplate."
      />
      <Field label="Email" hint="You sign in with this email. It cannot be changed here yet.">
        {(control) => (
          <input
            {...control}
            class="input"
            type="email"
            value={user.email}
            readOnly
            autocomplete="username"
          />
        )}
      </Field>
      <div>
        <SubmitButton busy={busy} secondsLeft={secondsLeft} busyText="Saving …">
          Save name
        </SubmitButton>
      </div>
    </form>
  )
}
