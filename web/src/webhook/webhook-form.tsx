import { useLayoutEffect } from 'preact/hooks'
import { maxWebhookUrlLength } from '../../../src/webhook/limits.ts'
import { Problem } from '../errors/problem.tsx'
import { TextField } from '../forms/field.tsx'
import { SubmitButton } from '../forms/submit-button.tsx'
import { fieldText, InvalidForm, useSubmit } from '../forms/use-submit.ts'
import { type NewWebhook, setWebhook } from './settings.ts'
import { webhookTexts } from './texts.ts'

interface WebhookFormProps {
  /** The address of the webhook that will be replaced. */
  address: string | undefined
  onSet: (webhook: NewWebhook) => void
  onCancel: () => void
}

export const WebhookForm = ({ address, onSet, onCancel }: WebhookFormProps) => {
  const send = async (form: HTMLFormElement) => {
    const url = fieldText(form, 'url').trim()
    if (url === '') throw new InvalidForm([{ path: 'url', message: webhookTexts.value.enterAddress }])
    onSet(await setWebhook(url))
  }
  const { form, submit, busy, secondsLeft, error, issue } = useSubmit(send, ['url'])
  useLayoutEffect(() => form.current?.querySelector<HTMLInputElement>('[name=url]')?.focus(), [])
  const texts = webhookTexts.value
  return (
    <form class="form" ref={form} onSubmit={submit} noValidate>
      {error !== undefined && <Problem error={error} />}
      <TextField
        label={texts.address}
        name="url"
        type="url"
        dir="ltr"
        autocomplete="off"
        autocapitalize="none"
        spellcheck={false}
        maxLength={maxWebhookUrlLength}
        required
        defaultValue={address ?? ''}
        issue={issue('url')}
        hint={texts.addressHint}
      />
      {address !== undefined && <p class="hint webhook-note">{texts.replaceHint}</p>}
      <div class="part-actions">
        <SubmitButton busy={busy} secondsLeft={secondsLeft} busyText={texts.setting}>
          {address === undefined ? texts.set : texts.confirmReplacement}
        </SubmitButton>
        <button type="button" class="button quiet" onClick={onCancel}>
          {texts.cancel}
        </button>
      </div>
    </form>
  )
}
