import { type DataOf, data } from 'bookplate/client'
import { useLayoutEffect } from 'preact/hooks'
import { Dialog } from '../../dialog/dialog.tsx'
import { hasCode } from '../../errors/messages.ts'
import { Problem } from '../../errors/problem.tsx'
import { TextField } from '../../forms/field.tsx'
import { SubmitButton } from '../../forms/submit-button.tsx'
import { fieldText, InvalidForm, useSubmit } from '../../forms/use-submit.ts'
import { api } from '../../session/session.ts'
import { CopyButton } from './copy-button.tsx'
import { methodsTexts } from './texts.ts'

export type Setup = DataOf<Awaited<ReturnType<typeof api.users.mfa.totp.$post>>>

const confirm = async (form: HTMLFormElement): Promise<readonly string[]> => {
  const code = fieldText(form, 'code').trim()
  const { enterCode, isWrong, setupEnded } = methodsTexts.value.app
  if (code === '') throw new InvalidForm([{ path: 'code', message: enterCode }])
  try {
    return (await data(api.users.mfa.totp.confirm.$post({ json: { code } }))).recovery_codes
  } catch (error) {
    if (hasCode(error, 'invalid_code')) throw new InvalidForm([{ path: 'code', message: isWrong }])
    if (hasCode(error, 'totp_not_found')) throw new InvalidForm([{ path: 'code', message: setupEnded }])
    throw error
  }
}

const inGroups = (secret: string): string => secret.replaceAll(/(.{4})(?=.)/g, '$1 ')

interface SetupDialogProps {
  setup: Setup
  onClose: () => void
  onConfirmed: (codes: readonly string[]) => void
}

export const SetupDialog = ({ setup, onClose, onConfirmed }: SetupDialogProps) => {
  const { form, submit, busy, secondsLeft, error, issue } = useSubmit(
    async (sent) => onConfirmed(await confirm(sent)),
    ['code'],
  )
  useLayoutEffect(() => {
    // The picture above the field stays in view.
    form.current?.querySelector<HTMLElement>('[name=code]')?.focus({ preventScroll: true })
  }, [])
  const texts = methodsTexts.value
  return (
    <Dialog title={texts.app.setupTitle} onClose={onClose}>
      <form class="form" ref={form} onSubmit={submit} noValidate>
        <p class="setup-step">{texts.app.scan}</p>
        {/* The policy of the page allows an image from `data:`, and no HTML from a string. */}
        <img
          class="setup-qr"
          src={`data:image/svg+xml,${encodeURIComponent(setup.qr_svg)}`}
          width={264}
          height={264}
          alt={texts.app.qr}
        />
        <p class="setup-step">
          {texts.app.noCamera} <code class="setup-secret">{inGroups(setup.secret)}</code>
        </p>
        <div class="part-actions">
          <CopyButton text={setup.secret} label={texts.app.copySecret} />
          <a class="button" href={setup.otpauth_uri}>
            {texts.app.openHere}
          </a>
        </div>
        {error !== undefined && <Problem error={error} />}
        <TextField
          label={texts.app.code}
          name="code"
          inputmode="numeric"
          autocomplete="one-time-code"
          spellcheck={false}
          required
          issue={issue('code')}
          hint={texts.app.codeHint}
        />
        <div class="dialog-actions">
          <button type="button" class="button quiet" onClick={onClose}>
            {texts.cancel}
          </button>
          <SubmitButton busy={busy} secondsLeft={secondsLeft} busyText={texts.saving}>
            {texts.app.confirm}
          </SubmitButton>
        </div>
      </form>
    </Dialog>
  )
}
