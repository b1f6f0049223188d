import type { InputHTMLAttributes } from 'preact'
import { useId } from 'preact/hooks'

type RowInputProps = InputHTMLAttributes & {
  label: string
  issue: string | undefined
  isLabelShown?: boolean
}

/** An input of a row, whose label is shown or only read out, with its error message. */
export const RowInput = ({ label, issue, isLabelShown, ...input }: RowInputProps) => {
  const id = useId()
  return (
    <div class="row-input">
      <label for={id} class={isLabelShown ? undefined : 'visually-hidden'}>
        {label}
      </label>
      <input
        class="input"
        type="text"
        dir="auto"
        autocomplete="off"
        {...input}
        id={id}
        aria-invalid={issue ? 'true' : undefined}
        aria-describedby={issue ? `${id}-issue` : undefined}
      />
      {issue && (
        <p class="issue" id={`${id}-issue`}>
          {issue}
        </p>
      )}
    </div>
  )
}
