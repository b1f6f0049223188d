import { Suggestions } from '../../completion/suggestions.tsx'
import { useCompletion } from '../../completion/use-completion.ts'
import { TextField } from '../../forms/field.tsx'
import type { NameFacet } from '../../library/complete.ts'
import { RowInput } from './row-input.tsx'

interface NameInputProps {
  facet: NameFacet
  label: string
  issue: string | undefined
  value: string
  maxLength: number
  /** In a row, the label is only read out. */
  isRow?: boolean
  /** Names that are not offered. */
  chosen?: readonly string[]
  onText: (text: string) => void
}

/** The input of a name, which is completed from the own library. */
export const NameInput = (props: NameInputProps) => {
  const { facet, label, issue, value, maxLength, isRow, chosen = [], onText } = props
  const completion = useCompletion({ facet, value, chosen, onChoose: onText })
  const input = {
    label,
    issue,
    value,
    maxLength,
    name: facet,
    ...completion.input,
    onInput: ({ currentTarget }: { currentTarget: HTMLInputElement }) => {
      onText(currentTarget.value)
      completion.onTyped(currentTarget.value)
    },
    onKeyDown: (event: KeyboardEvent) => void completion.onKey(event),
  }
  return (
    <div class="combobox">
      {isRow ? <RowInput {...input} /> : <TextField {...input} />}
      <Suggestions completion={completion} label={label} />
    </div>
  )
}
