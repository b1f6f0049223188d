import { useId, useLayoutEffect, useRef, useState } from 'preact/hooks'
import type { Reading } from '../library/book.ts'
import { readingTexts } from './texts.ts'

interface ReadingFormProps {
  reading: Reading
  onSave: (reading: Reading) => void
  onCancel: () => void
}

const dayIn = (form: HTMLFormElement, name: keyof Reading): string | null =>
  form.querySelector<HTMLInputElement>(`[name=${name}]`)?.value || null

/** The first and the last day of one reading. Either may be unknown. */
export const ReadingForm = ({ reading, onSave, onCancel }: ReadingFormProps) => {
  const texts = readingTexts.value
  const id = useId()
  const form = useRef<HTMLFormElement>(null)
  const [issue, setIssue] = useState<string>()
  // Before the next key: the control that had the focus is gone.
  useLayoutEffect(() => form.current?.querySelector('input')?.focus(), [])
  const save = (event: Event) => {
    event.preventDefault()
    if (!form.current) return
    const [started_on, finished_on] = [dayIn(form.current, 'started_on'), dayIn(form.current, 'finished_on')]
    // A day that is typed in part has no value, and would be lost.
    if (form.current.querySelector('input:invalid')) setIssue(texts.wholeDate)
    else if (started_on && finished_on && finished_on < started_on) setIssue(texts.endBeforeStart)
    else onSave({ started_on, finished_on })
  }
  const day = (name: keyof Reading, label: string) => (
    <div class="reading-field">
      <label for={`${id}-${name}`}>{label}</label>
      <input
        id={`${id}-${name}`}
        class="input"
        type="date"
        name={name}
        // Without it, Chromium's field takes years of six digits.
        max="9999-12-31"
        defaultValue={reading[name] ?? ''}
        aria-invalid={issue ? 'true' : undefined}
        aria-describedby={issue ? `${id}-issue` : undefined}
        onInput={() => setIssue(undefined)}
      />
    </div>
  )
  return (
    <form
      class="reading-form"
      ref={form}
      noValidate
      onSubmit={save}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return
        // Escape would close the page of the book too.
        event.preventDefault()
        event.stopPropagation()
        onCancel()
      }}
    >
      {day('started_on', texts.started)}
      {day('finished_on', texts.finished)}
      {issue && (
        <p class="issue" id={`${id}-issue`} role="alert">
          {issue}
        </p>
      )}
      <div class="reading-actions">
        <button type="submit" class="button primary">
          {texts.save}
        </button>
        <button type="button" class="button quiet" onClick={onCancel}>
          {texts.cancel}
        </button>
      </div>
    </form>
  )
}
