import { useEffect, useRef } from 'preact/hooks'
import { Problem } from '../errors/problem.tsx'
import { Progress } from '../forms/progress.tsx'
import { SubmitButton } from '../forms/submit-button.tsx'

interface FormFootProps {
  submitText: string
  busy: boolean
  secondsLeft: number
  error: unknown
  /** How much of the cover is sent, 0 to 1. */
  progress: number | undefined
  asking: boolean
  onCancel: () => void
  onDiscard: () => void
  onStay: () => void
}

/** What stands below a book's fields. */
export const FormFoot = (props: FormFootProps) => (
  <>
    {props.error !== undefined && <Problem error={props.error} />}
    {props.progress !== undefined && (
      <Progress
        share={props.progress}
        text={props.progress < 1 ? 'Sending the cover …' : 'Binding the book …'}
      />
    )}
    {props.asking ? (
      <Discard onDiscard={props.onDiscard} onStay={props.onStay} />
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

const Discard = ({ onDiscard, onStay }: { onDiscard: () => void; onStay: () => void }) => {
  const first = useRef<HTMLButtonElement>(null)
  useEffect(() => first.current?.focus(), [])
  return (
    <fieldset class="dialog-actions">
      <legend class="visually-hidden">Unsaved changes</legend>
      <p role="alert">What you have written is not saved.</p>
      <button type="button" class="button" ref={first} onClick={onStay}>
        Keep writing
      </button>
      <button type="button" class="button danger" onClick={onDiscard}>
        Discard
      </button>
    </fieldset>
  )
}
