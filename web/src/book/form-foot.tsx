import { useLayoutEffect, useRef } from 'preact/hooks'
import { Problem } from '../errors/problem.tsx'
import { SubmitButton } from '../forms/submit-button.tsx'
import { formTexts } from './form-texts.ts'
import { Question } from './question.tsx'
import { SavingStatus } from './saving-status.tsx'
import type { Saving } from './use-saving.ts'
import type { Asking } from './use-unsaved.ts'

interface FormFootProps {
  submitText: string
  busy: boolean
  secondsLeft: number
  error: unknown
  saving: Saving
  /** The text after a request that was stopped in time. */
  stoppedText: string
  asking: Asking
  /** For a book that was deleted in the meantime. */
  onAddAsNew?: (() => Promise<void>) | undefined
  onCancel: () => void
  onDiscard: () => void
  onStay: () => void
}

/** The fields cannot be changed while the form is sent. The focus waits on Cancel, and then returns to its field. */
const useFocusWhile = (busy: boolean) => {
  const cancel = useRef<HTMLButtonElement>(null)
  const before = useRef<HTMLElement>(undefined)
  useLayoutEffect(() => {
    const { activeElement: active } = document
    if (busy) {
      if (!(active instanceof HTMLElement) || !active.closest('[inert]')) return
      before.current = active
      cancel.current?.focus()
    } else {
      if (active === cancel.current || active === document.body) before.current?.focus()
      before.current = undefined
    }
  }, [busy])
  return cancel
}

export const FormFoot = (props: FormFootProps) => {
  const { saving, asking } = props
  const texts = formTexts.value
  const cancel = useFocusWhile(props.busy)
  return (
    <>
      {props.error !== undefined && <Problem error={props.error} />}
      {props.onAddAsNew && (
        <button type="button" class="button" onClick={() => void props.onAddAsNew?.()}>
          {texts.addAsNew}
        </button>
      )}
      <SavingStatus saving={saving} stoppedText={props.stoppedText} asking={asking} onStay={props.onStay} />
      {asking === 'discard' && (
        <Question
          name={texts.unsaved}
          text={texts.areUnsaved}
          stay={texts.keepEditing}
          onStay={props.onStay}
          leave={texts.discard}
          onLeave={props.onDiscard}
        />
      )}
      <div class="dialog-actions" hidden={asking !== undefined && !saving.isStopping}>
        <button type="button" class="button quiet" ref={cancel} onClick={props.onCancel}>
          {texts.cancel}
        </button>
        <SubmitButton busy={props.busy} secondsLeft={props.secondsLeft} busyText={texts.saving}>
          {props.submitText}
        </SubmitButton>
      </div>
    </>
  )
}
