import type { ComponentChildren } from 'preact'
import { formatDuration } from '../errors/countdown.tsx'

interface SubmitButtonProps {
  busy: boolean
  secondsLeft: number
  busyText: string
  danger?: boolean
  children: ComponentChildren
}

/** `aria-disabled` instead of `disabled`, so that the button keeps the focus while it waits. */
export const SubmitButton = ({ busy, secondsLeft, busyText, danger, children }: SubmitButtonProps) => (
  <button
    type="submit"
    class={danger ? 'button danger' : 'button primary'}
    aria-disabled={busy || secondsLeft > 0}
  >
    {busy ? busyText : secondsLeft > 0 ? `Wait ${formatDuration(secondsLeft)}` : children}
  </button>
)
