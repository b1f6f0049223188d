import { useEffect, useState } from 'preact/hooks'
import { Problem } from '../errors/problem.tsx'
import { loadPasskeys, type Passkeys } from './load-passkeys.ts'
import { signUpTexts } from './sign-up-texts.ts'

/** Makes an account without a password, for the name and the email of the form above. */
export const PasskeySignUp = ({ owner }: { owner: { name: string; email: string } }) => {
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
      await passkeys.signUpWithPasskey({ name: owner.name.trim(), email: owner.email.trim() })
      await passkeys.signInWithPasskey()
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
