import { data } from 'bookplate/client'
import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import { useSecondsLeft } from '../errors/countdown.tsx'
import { hasCode } from '../errors/messages.ts'
import { Problem } from '../errors/problem.tsx'
import { SubmitButton } from '../forms/submit-button.tsx'
import { fieldText, InvalidForm, useSubmit } from '../forms/use-submit.ts'
import { PageHeading } from '../page/page-heading.tsx'
import { canUsePasskeys } from '../passkeys/ceremony.ts'
import { CodeField } from '../proof/code-field.tsx'
import { signInBy } from '../session/session.ts'
import { addPasskeyAfter } from './add-passkey.ts'
import { PasskeySignIn } from './passkey-sign-in.tsx'
import { type PendingSignIn, pendingSignIn } from './pending.ts'
import { Plate } from './plate.tsx'
import { stepTexts } from './step-texts.ts'
import { signInTexts } from './texts.ts'
import './second-step.css'

const toPassword = () => {
  pendingSignIn.value = undefined
}

const complete = async (pending: PendingSignIn, form: HTMLFormElement): Promise<string | undefined> => {
  const { enterCode, isWrongCode } = stepTexts.value
  const code = fieldText(form, 'code').trim()
  if (code === '') throw new InvalidForm([{ path: 'code', message: enterCode }])
  const json = {
    mfa_token: pending.mfaToken,
    code,
    trust_device: fieldText(form, 'trust_device') !== '',
    passkey_upgrade: true as const,
  }
  try {
    return await signInBy((visitor) => data(visitor.users.login.mfa.$post({ json })))
  } catch (error) {
    if (hasCode(error, 'invalid_code')) throw new InvalidForm([{ path: 'code', message: isWrongCode }])
    if (!hasCode(error, 'invalid_token')) throw error
    // The reader may have begun another sign-in.
    if (pendingSignIn.peek() === pending) pendingSignIn.value = { ...pending, isEnded: true }
    return undefined
  }
}

/** The second factor of a sign-in whose password was right. */
export const SecondStep = () => {
  const pending = pendingSignIn.value
  const secondsLeft = useSecondsLeft(pending?.expiresAt)
  const texts = stepTexts.value
  if (!pending) return null
  const isOver = pending.isEnded || secondsLeft === 0
  return (
    <Plate>
      <PageHeading title={texts.title}>{texts.heading}</PageHeading>
      {isOver ? (
        <Over text={pending.isEnded ? texts.ended : texts.expired} />
      ) : (
        <CodeStep pending={pending} />
      )}
    </Plate>
  )
}

const Over = ({ text }: { text: string }) => {
  const button = useRef<HTMLButtonElement>(null)
  useLayoutEffect(() => button.current?.focus(), [])
  return (
    <div class="form">
      <p class="notice" role="alert">
        {text}
      </p>
      <button ref={button} type="button" class="button primary" onClick={toPassword}>
        {stepTexts.value.again}
      </button>
    </div>
  )
}

const CodeStep = ({ pending }: { pending: PendingSignIn }) => {
  const send = async (form: HTMLFormElement) => addPasskeyAfter(await complete(pending, form))
  const { form, submit, busy, secondsLeft, error, issue } = useSubmit(send, ['code'])
  const [isRecovery, setIsRecovery] = useState(false)
  useLayoutEffect(() => {
    form.current?.querySelector<HTMLElement>('[name=code]')?.focus()
  }, [isRecovery])
  const texts = stepTexts.value
  const { methods } = pending
  return (
    <>
      <form class="form" ref={form} onSubmit={submit} method="post" noValidate>
        <p class="outcome">{isRecovery ? texts.introRecovery : texts.intro}</p>
        {error !== undefined && <Problem error={error} />}
        <CodeField
          isRecovery={isRecovery}
          issue={issue('code')}
          onSwitch={methods.includes('recovery_code') ? () => setIsRecovery(!isRecovery) : undefined}
        />
        <div>
          <label class="check-line">
            <input type="checkbox" name="trust_device" aria-describedby="trust-hint" />
            {texts.trustDevice}
          </label>
          <p class="hint" id="trust-hint">
            {texts.trustHint}
          </p>
        </div>
        <SubmitButton busy={busy} secondsLeft={secondsLeft} busyText={texts.checking}>
          {signInTexts.value.signIn}
        </SubmitButton>
      </form>
      {methods.includes('passkey') && canUsePasskeys() && (
        <>
          <p class="step-or">{texts.or}</p>
          <PasskeySignIn withAutofill={false} />
        </>
      )}
      <div class="plate-foot">
        <button type="button" class="button quiet" disabled={busy} onClick={toPassword}>
          {texts.back}
        </button>
      </div>
    </>
  )
}
