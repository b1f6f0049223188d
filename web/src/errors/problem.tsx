import { ApiError } from 'bookplate/client'
import { useMemo } from 'preact/hooks'
import { formatDuration, useSecondsLeft } from './countdown.tsx'
import { messageFor } from './messages.ts'
import { errorTexts } from './texts.ts'
import './errors.css'

/** @returns the earliest time for another attempt, in milliseconds since 1970; `undefined` means now */
export const useRetryTime = (error: unknown): number | undefined =>
  useMemo(() => {
    const seconds = error instanceof ApiError ? error.retryAfterSeconds : undefined
    return seconds === undefined ? undefined : Date.now() + seconds * 1000
  }, [error])

interface ProblemProps {
  error: unknown
  retry?: (() => void) | undefined
}

/**
 * An error message, the waiting time and a button to try again. A screen reader announces it once, without the
 * countdown.
 */
export const Problem = ({ error, retry }: ProblemProps) => {
  const until = useRetryTime(error)
  const secondsLeft = useSecondsLeft(until)
  const { nextAttempt, tryAgain } = errorTexts.value
  return (
    <div class="problem">
      <p role="alert">
        {messageFor(error)}
        {until !== undefined && <WaitingTime until={until} />}
      </p>
      {secondsLeft > 0 && (
        <p class="problem-wait" aria-hidden="true">
          {nextAttempt} <span class="figures">{formatDuration(secondsLeft)}</span>
        </p>
      )}
      {retry && (
        <button type="button" class="button" disabled={secondsLeft > 0} onClick={retry}>
          {tryAgain}
        </button>
      )}
    </div>
  )
}

/** The waiting time for screen readers, in place of the visible countdown. */
const WaitingTime = ({ until }: { until: number }) => {
  const text = useMemo(() => formatDuration(Math.max(1, Math.ceil((until - Date.now()) / 1000))), [until])
  return <span class="visually-hidden"> {errorTexts.value.wait(text)}</span>
}
