import type { User } from 'bookplate/client'
import { Problem } from '../errors/problem.tsx'
import { TextField } from '../forms/field.tsx'
import { SubmitButton } from '../forms/submit-button.tsx'
import { fieldText, InvalidForm, useSubmit } from '../forms/use-submit.ts'
import { signalDetails } from '../passkeys/signals.ts'
import { api } from '../session/session.ts'
import { showMessage } from '../toasts/toasts.ts'
import { accountTexts } from './texts.ts'

const send = async (form: HTMLFormElement) => {
  const name = fieldText(form, 'name').trim()
  if (name === '') throw new InvalidForm([{ path: 'name', message: accountTexts.value.profile.enterName }])
  await api.users.$patch({ json: { name } })
  await signalDetails()
  showMessage(accountTexts.value.profile.isChanged)
}

export const Profile = ({ user }: { user: User }) => {
  const { form, submit, busy, secondsLeft, error, issue } = useSubmit(send, ['name'])
  const texts = accountTexts.value.profile
  return (
    <form class="form" ref={form} onSubmit={submit} noValidate>
      {error !== undefined && <Problem error={error} />}
      <TextField
        label={texts.name}
        name="name"
        autocomplete="name"
        required
        defaultValue={user.name}
        issue={issue('name')}
        hint={texts.nameHint}
      />
      <div>
        <SubmitButton busy={busy} secondsLeft={secondsLeft} busyText={texts.saving}>
          {texts.save}
        </SubmitButton>
      </div>
    </form>
  )
}
