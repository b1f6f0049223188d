import type { ComponentChildren } from 'preact'
import { formatDuration } from '../errors/countdown.tsx'
import { formTexts } from './texts.ts'

interface SubmitButtonProps {
  busy: boolean
  secondsLeft: number
  busyText: string
  danger?: boolean
  /** It is not the main button of its page. */
  plain?: boolean
  children: ComponentChildren
}

/** `aria-disabled` instead of `disabled`, so that the button keeps the focus while it waits. */
export const SubmitButton = ({ busy, secondsLeft, busyText, danger, plain, children }: SubmitButtonProps) => (
  <button
    type="submit"
    class={`button ${danger ? 'danger' : plain ? '' : 'primary'}`}
    aria-disabled={busy || secondsLeft > 0}
  >
    {busy ? busyText : secondsLeft > 0 ? formTexts.value.wait(formatDuration(secondsLeft)) : children}
  </button>
)
