import type { ComponentChildren } from 'preact'
import { formatDuration } from '../errors/countdown.tsx'
import { formTexts } from './texts.ts'

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
    {busy ? busyText : secondsLeft > 0 ? formTexts.value.wait(formatDuration(secondsLeft)) : children}
  </button>
)
