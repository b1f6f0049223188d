import type { ComponentChildren } from 'preact'
import { duration } from '../errors/countdown.tsx'

interface SubmitButtonProps {
  busy: boolean
  secondsLeft: number
  busyText: string
  danger?: boolean
  children: ComponentChildren
}

/** Says what it does, that it is doing it, or how long to wait. It keeps the focus all the while. */
export const SubmitButton = ({ busy, secondsLeft, busyText, danger, children }: SubmitButtonProps) => (
  <button
    type="submit"
    class={danger ? 'button danger' : 'button primary'}
    aria-disabled={busy || secondsLeft > 0}
  >
    {busy ? busyText : secondsLeft > 0 ? `Wait ${duration(secondsLeft)}` : children}
  </button>
)
