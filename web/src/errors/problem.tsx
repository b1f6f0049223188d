import { ApiError } from 'bookplate/client'
import { useMemo } from 'preact/hooks'
import { duration, useSecondsLeft } from './countdown.tsx'
import { sentenceOf } from './sentences.ts'
import './errors.css'

/** When it is worth another try, in milliseconds since 1970: undefined is at once. */
export const useRetryTime = (error: unknown): number | undefined =>
  useMemo(() => {
    const seconds = error instanceof ApiError ? error.retryAfterSeconds : undefined
    return seconds === undefined ? undefined : Date.now() + seconds * 1000
  }, [error])

interface ProblemProps {
  error: unknown
  retry?: (() => void) | undefined
}

/** What went wrong, how long to wait, and a button to try again. Announced once; the seconds are not. */
export const Problem = ({ error, retry }: ProblemProps) => {
  const until = useRetryTime(error)
  const secondsLeft = useSecondsLeft(until)
  return (
    <div class="problem">
      <p role="alert">
        {sentenceOf(error)}
        {until !== undefined && <Wait until={until} />}
      </p>
      {secondsLeft > 0 && (
        <p class="problem-wait" aria-hidden="true">
          Next attempt in <span class="figures">{duration(secondsLeft)}</span>
        </p>
      )}
      {retry && (
        <button type="button" class="button" disabled={secondsLeft > 0} onClick={retry}>
          Try again
        </button>
      )}
    </div>
  )
}

/** The waiting time for screen readers, which the visible countdown is hidden from. */
const Wait = ({ until }: { until: number }) => {
  const text = useMemo(() => duration(Math.max(1, Math.ceil((until - Date.now()) / 1000))), [until])
  return <span class="visually-hidden"> Wait {text}, then try again.</span>
}
