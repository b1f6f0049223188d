import { useLayoutEffect, useState } from 'preact/hooks'
import { maxApiKeyNameLength } from '../../../src/api-keys/limits.ts'
import { Problem } from '../errors/problem.tsx'
import { Field, TextField } from '../forms/field.tsx'
import { SubmitButton } from '../forms/submit-button.tsx'
import { fieldText, InvalidForm, useSubmit } from '../forms/use-submit.ts'
import { makeKey, type NewApiKey, type Scope } from './keys.ts'
import { apiKeyTexts } from './texts.ts'

const scopes = ['books:read', 'books:write', 'profile:read', 'sync'] as const satisfies Scope[]
const lengths = [7, 30, 90, 365]

interface KeyFormProps {
  onMade: (key: NewApiKey) => void
  onCancel: () => void
}

export const KeyForm = ({ onMade, onCancel }: KeyFormProps) => {
  const [chosen, setChosen] = useState<readonly Scope[]>(['books:read'])
  const [days, setDays] = useState(90)
  const send = async (form: HTMLFormElement) => {
    const name = fieldText(form, 'name').trim()
    if (name === '') throw new InvalidForm([{ path: 'name', message: apiKeyTexts.value.enterName }])
    if (chosen.length === 0) throw new InvalidForm([{ path: 'scopes', message: apiKeyTexts.value.noScope }])
    onMade(await makeKey({ name, scopes: [...chosen], expires_in_days: days }))
  }
  const { form, submit, busy, secondsLeft, error, issue } = useSubmit(send, ['name', 'scopes'])
  useLayoutEffect(() => form.current?.querySelector<HTMLInputElement>('[name=name]')?.focus(), [])
  const toggle = (scope: Scope, isOn: boolean) => {
    const others = chosen.filter((one) => one !== scope)
    if (!isOn) return setChosen(others)
    // The scope of e-readers stands alone.
    setChosen(scope === 'sync' ? ['sync'] : [...others.filter((one) => one !== 'sync'), scope])
  }
  const texts = apiKeyTexts.value
  return (
    <form class="form" ref={form} onSubmit={submit} noValidate>
      {error !== undefined && <Problem error={error} />}
      <TextField
        label={texts.name}
        name="name"
        autocomplete="off"
        maxLength={2 * maxApiKeyNameLength}
        required
        issue={issue('name')}
        hint={texts.nameHint}
      />
      <fieldset class="field" aria-describedby={issue('scopes') && 'key-scopes-issue'}>
        <legend>{texts.scopes}</legend>
        <div>
          {scopes.map((scope) => (
            <label class="check-line" key={scope}>
              <input
                type="checkbox"
                name="scopes"
                checked={chosen.includes(scope)}
                onChange={({ currentTarget }) => toggle(scope, currentTarget.checked)}
              />
              {texts.scope[scope]}
            </label>
          ))}
        </div>
        {issue('scopes') && (
          <p class="issue" id="key-scopes-issue">
            {issue('scopes')}
          </p>
        )}
      </fieldset>
      <Field label={texts.days}>
        {(control) => (
          <select
            {...control}
            class="input"
            name="expires_in_days"
            value={days}
            onChange={({ currentTarget }) => setDays(Number(currentTarget.value))}
          >
            {lengths.map((length) => (
              <option key={length} value={length}>
                {texts.inDays(length)}
              </option>
            ))}
          </select>
        )}
      </Field>
      <div class="part-actions">
        <SubmitButton busy={busy} secondsLeft={secondsLeft} busyText={texts.making}>
          {texts.confirm}
        </SubmitButton>
        <button type="button" class="button quiet" onClick={onCancel}>
          {texts.cancel}
        </button>
      </div>
    </form>
  )
}
