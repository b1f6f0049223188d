import { useEffect, useState } from 'preact/hooks'
import { Problem } from '../errors/problem.tsx'
import { loadPasskeys, type Passkeys } from './load-passkeys.ts'
import { signUpTexts } from './sign-up-texts.ts'

interface PasskeySignUpProps {
  owner: { name: string; email: string }
  /** The email got a mail, whose link makes the account. */
  onMailSent: (email: string) => void
}

/** Makes an account without a password, for the name and the email of the form above. */
export const PasskeySignUp = ({ owner, onMailSent }: PasskeySignUpProps) => {
  const [passkeys, setPasskeys] = useState<Passkeys>()
  const [error, setError] = useState<unknown>()
  const [isBusy, setIsBusy] = useState(false)
  const texts = signUpTexts.value

  useEffect(() => {
    loadPasskeys().then(setPasskeys, setError)
  }, [])
  useEffect(() => passkeys?.abortPending, [passkeys])

  if (!passkeys) return null
  const start = async () => {
    setError(undefined)
    setIsBusy(true)
    try {
      const account = { name: owner.name.trim(), email: owner.email.trim() }
      if ((await passkeys.signUpWithPasskey(account)) === 'mail sent') onMailSent(account.email)
      else await passkeys.signInWithPasskey()
    } catch (thrown) {
      if (!passkeys.isDismissed(thrown)) setError(thrown)
    } finally {
      setIsBusy(false)
    }
  }
  const isReady = owner.name.trim() !== '' && owner.email.trim() !== ''
  return (
    <div class="form">
      {error !== undefined && <Problem error={error} />}
      <button type="button" class="button" disabled={isBusy || !isReady} onClick={start}>
        {texts.signUpWithPasskey}
      </button>
      <p class="hint">{texts.passkeyHint}</p>
    </div>
  )
}
