import { useEffect, useState } from 'preact/hooks'
import { Problem } from '../errors/problem.tsx'
import { loadPasskeys, type Passkeys } from './load-passkeys.ts'
import { signInTexts } from './texts.ts'

/** Offers passkeys by a button, and in the autofill of the email field where the page has one. */
export const PasskeySignIn = ({ withAutofill }: { withAutofill: boolean }) => {
  const [passkeys, setPasskeys] = useState<Passkeys>()
  const [error, setError] = useState<unknown>()
  const [isBusy, setIsBusy] = useState(false)
  const texts = signInTexts.value

  useEffect(() => {
    let end: (() => void) | undefined
    let hasLeft = false
    loadPasskeys().then((loaded) => {
      if (hasLeft || !loaded) return
      setPasskeys(loaded)
      end = withAutofill ? loaded.offerInAutofill(setError) : loaded.abortPending
    }, setError)
    return () => {
      hasLeft = true
      end?.()
    }
  }, [withAutofill])

  if (!passkeys) return null
  const start = async () => {
    setError(undefined)
    setIsBusy(true)
    try {
      await passkeys.signInWithPasskey()
    } catch (thrown) {
      if (!passkeys.isDismissed(thrown)) setError(thrown)
    } finally {
      setIsBusy(false)
    }
  }
  return (
    <div class="form">
      {error !== undefined && <Problem error={error} />}
      <button type="button" class="button" disabled={isBusy} onClick={start}>
        {texts.signInWithPasskey}
      </button>
    </div>
  )
}
