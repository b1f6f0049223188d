import { useLayoutEffect } from 'preact/hooks'
import { Problem } from '../../errors/problem.tsx'
import { TextField } from '../../forms/field.tsx'
import { SubmitButton } from '../../forms/submit-button.tsx'
import { fieldText, InvalidForm, useSubmit } from '../../forms/use-submit.ts'
import { type Passkey, renamePasskey } from '../../passkeys/manage.ts'
import { withProof } from '../../proof/proof.tsx'
import { showMessage } from '../../toasts/toasts.ts'
import { methodsTexts } from './texts.ts'

interface RenamePasskeyProps {
  passkey: Passkey
  onDone: (isRenamed: boolean) => void
}

export const RenamePasskey = ({ passkey: { id, name: before }, onDone }: RenamePasskeyProps) => {
  const rename = async (form: HTMLFormElement) => {
    const name = fieldText(form, 'name').trim()
    const { enterName, isRenamed } = methodsTexts.value.passkeys
    if (name === '') throw new InvalidForm([{ path: 'name', message: enterName }])
    if (name === before) return onDone(false)
    await withProof({ action: 'rename_passkey', target: id }, (proof) => renamePasskey(id, name, proof))
    showMessage(isRenamed(name))
    onDone(true)
  }
  const { form, submit, busy, secondsLeft, error, issue } = useSubmit(rename, ['name'])
  useLayoutEffect(() => form.current?.querySelector<HTMLInputElement>('[name=name]')?.select(), [])
  const texts = methodsTexts.value
  return (
    <form class="form method-form" ref={form} onSubmit={submit} noValidate>
      {error !== undefined && <Problem error={error} />}
      <TextField
        label={texts.passkeys.name}
        name="name"
        defaultValue={before}
        maxLength={60}
        autocomplete="off"
        required
        issue={issue('name')}
        hint={texts.passkeys.nameHint}
      />
      <div class="part-actions">
        <SubmitButton busy={busy} secondsLeft={secondsLeft} busyText={texts.saving}>
          {texts.passkeys.saveName}
        </SubmitButton>
        <button type="button" class="button quiet" onClick={() => onDone(false)}>
          {texts.cancel}
        </button>
      </div>
    </form>
  )
}
