import { useLayoutEffect, useRef } from 'preact/hooks'

interface QuestionProps {
  /** The name of the group for screen readers. */
  name: string
  text: string
  stay: string
  onStay: () => void
  leave: string
  onLeave: () => void
}

/** A question with two buttons. The safe one has the focus, which returns to where it was. */
export const Question = ({ name, text, stay, onStay, leave, onLeave }: QuestionProps) => {
  const stayButton = useRef<HTMLButtonElement>(null)
  useLayoutEffect(() => {
    const { activeElement: before } = document
    const form = stayButton.current?.form
    stayButton.current?.focus()
    return () => {
      // The buttons are gone. A field that is inert takes no focus.
      const isField = before instanceof HTMLElement && form?.contains(before)
      const field = isField ? before : form?.querySelector<HTMLElement>('[name=title]')
      queueMicrotask(() => document.activeElement === document.body && field?.focus())
    }
  }, [])
  return (
    <fieldset class="dialog-actions">
      <legend class="visually-hidden">{name}</legend>
      <p role="alert">{text}</p>
      <button type="button" class="button" ref={stayButton} autofocus onClick={onStay}>
        {stay}
      </button>
      <button type="button" class="button danger" onClick={onLeave}>
        {leave}
      </button>
    </fieldset>
  )
}
