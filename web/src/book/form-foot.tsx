import { useEffect, useRef } from 'preact/hooks'
import { Problem } from '../errors/problem.tsx'
import { Progress } from '../forms/progress.tsx'
import { SubmitButton } from '../forms/submit-button.tsx'

interface FormFootProps {
  submitText: string
  busy: boolean
  secondsLeft: number
  error: unknown
  /** The share of the cover that is sent, 0 to 1. */
  progress: number | undefined
  isAsking: boolean
  onCancel: () => void
  onDiscard: () => void
  onStay: () => void
}

export const FormFoot = (props: FormFootProps) => (
  <>
    {props.error !== undefined && <Problem error={props.error} />}
    {props.progress !== undefined && (
      <Progress
        share={props.progress}
        text={props.progress < 1 ? 'Sending the cover …' : 'Saving the book …'}
      />
    )}
    {props.isAsking ? (
      <DiscardQuestion onDiscard={props.onDiscard} onStay={props.onStay} />
    ) : (
      <div class="dialog-actions">
        <button type="button" class="button quiet" onClick={props.onCancel}>
          Cancel
        </button>
        <SubmitButton busy={props.busy} secondsLeft={props.secondsLeft} busyText="Saving …">
          {props.submitText}
        </SubmitButton>
      </div>
    )}
  </>
)

const DiscardQuestion = ({ onDiscard, onStay }: { onDiscard: () => void; onStay: () => void }) => {
  const keepButton = useRef<HTMLButtonElement>(null)
  const before = useRef<Element | null>(null)
  useEffect(() => {
    before.current = document.activeElement
    keepButton.current?.focus()
  }, [])
  const stay = () => {
    onStay()
    // The button that has the focus disappears.
    const { current: element } = before
    const isField = element instanceof HTMLElement && element.closest('form')
    const field = isField ? element : keepButton.current?.form?.querySelector<HTMLElement>('[name=title]')
    field?.focus()
  }
  return (
    <fieldset class="dialog-actions">
      <legend class="visually-hidden">Unsaved changes</legend>
      <p role="alert">Your changes are not saved.</p>
      <button type="button" class="button" ref={keepButton} autofocus onClick={stay}>
        Keep editing
      </button>
      <button type="button" class="button danger" onClick={onDiscard}>
        Discard
      </button>
    </fieldset>
  )
}
