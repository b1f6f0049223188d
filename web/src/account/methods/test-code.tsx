import { data } from 'bookplate/client'
import { useState } from 'preact/hooks'
import { hasCode } from '../../errors/messages.ts'
import { Problem } from '../../errors/problem.tsx'
import { TextField } from '../../forms/field.tsx'
import { SubmitButton } from '../../forms/submit-button.tsx'
import { fieldText, InvalidForm, useSubmit } from '../../forms/use-submit.ts'
import { api } from '../../session/session.ts'
import { methodsTexts } from './texts.ts'

/** Tells whether a code that was written down is right. It stays good. */
export const TestCode = () => {
  const [unused, setUnused] = useState<number>()
  const test = async (form: HTMLFormElement) => {
    setUnused(undefined)
    const code = fieldText(form, 'tested_code').trim()
    const { enterCode, isWrong } = methodsTexts.value.codes
    const invalid = (message: string) => new InvalidForm([{ path: 'tested_code', message }])
    if (code === '') throw invalid(enterCode)
    try {
      const tested = await data(api.users.mfa['recovery-codes'].test.$post({ json: { code } }))
      setUnused(tested.unused)
      form.reset()
    } catch (error) {
      throw hasCode(error, 'invalid_code') ? invalid(isWrong) : error
    }
  }
  const { form, submit, busy, secondsLeft, error, issue } = useSubmit(test, ['tested_code'])
  const texts = methodsTexts.value.codes
  return (
    <form class="form method-form" ref={form} onSubmit={submit} noValidate>
      {error !== undefined && <Problem error={error} />}
      <TextField
        label={texts.test}
        name="tested_code"
        autocomplete="off"
        autocapitalize="characters"
        spellcheck={false}
        issue={issue('tested_code')}
        hint={texts.testHint}
      />
      <p role="status" class="method-good">
        {unused !== undefined && texts.isRight(unused)}
      </p>
      <div>
        <SubmitButton plain busy={busy} secondsLeft={secondsLeft} busyText={texts.testing}>
          {texts.testButton}
        </SubmitButton>
      </div>
    </form>
  )
}
