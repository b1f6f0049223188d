import { useEffect, useRef, useState } from 'preact/hooks'
import { useSecondsLeft } from '../errors/countdown.tsx'
import { Problem, useRetryTime } from '../errors/problem.tsx'
import { abortPending, getPasskey, isDismissed } from '../passkeys/ceremony.ts'
import { proofTexts } from './texts.ts'
import type { useStepUp } from './use-step-up.ts'
import type { Waiting } from './waiting.ts'

interface PasskeyProofProps {
  waiting: Waiting
  challenge: Pick<ReturnType<typeof useStepUp>, 'freshOptions' | 'spend'>
}

/** A button, because some browsers show their dialog only after a click. */
export const PasskeyProof = ({ waiting, challenge }: PasskeyProofProps) => {
  const [isBusy, setIsBusy] = useState(false)
  const [error, setError] = useState<unknown>()
  const secondsLeft = useSecondsLeft(useRetryTime(error))
  const button = useRef<HTMLButtonElement>(null)
  const isAsking = useRef(false)
  useEffect(() => {
    button.current?.focus()
    // The change may ask for another passkey when it closes the dialog, and that request must not end.
    return () => {
      if (isAsking.current) abortPending()
    }
  }, [])
  const texts = proofTexts.value

  const prove = async () => {
    const options = await challenge.freshOptions()
    if (!options) return
    isAsking.current = true
    const passkey = await getPasskey(options, 'optional').finally(() => {
      isAsking.current = false
    })
    challenge.spend()
    await waiting.attempt({ passkey })
  }
  const start = async () => {
    if (isBusy || secondsLeft > 0) return
    setIsBusy(true)
    setError(undefined)
    try {
      await prove()
    } catch (thrown) {
      if (!isDismissed(thrown)) setError(thrown)
    } finally {
      setIsBusy(false)
    }
  }
  return (
    <>
      {error !== undefined && <Problem error={error} />}
      <button
        ref={button}
        type="button"
        class="button primary"
        aria-disabled={isBusy || secondsLeft > 0}
        onClick={() => void start()}
      >
        {isBusy ? texts.waiting : texts.usePasskey}
      </button>
    </>
  )
}
