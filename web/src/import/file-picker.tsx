import { useId, useState } from 'preact/hooks'
import { Icon } from '../design/icon.tsx'
import { useDropTarget } from '../forms/use-drop-target.ts'
import { limits } from '../limits.ts'

const { maxImportBytes, maxImportRows } = limits

interface FilePickerProps {
  issue: string | undefined
  onChoose: (file: File) => void
}

export const FilePicker = ({ issue, onChoose }: FilePickerProps) => {
  const id = useId()
  const { isOver, dropTarget } = useDropTarget()
  const [tooLarge, setTooLarge] = useState(false)

  const take = (file: File | undefined) => {
    if (!file) return
    setTooLarge(file.size > maxImportBytes)
    if (file.size <= maxImportBytes) onChoose(file)
  }

  const problem = tooLarge
    ? `The file has more than ${maxImportBytes / 1024 ** 2} MB. Split it, and import the parts.`
    : issue
  return (
    <div class="field">
      <label for={id} class="visually-hidden">
        File to import
      </label>
      <div class={isOver ? 'drop file over' : 'drop file'}>
        <span class="drop-empty">
          <Icon name="down" />
          <span class="drop-title">Drop a file here, or choose one</span>
          CSV of Goodreads or StoryGraph, CSV or JSON of Bookplate; up to {maxImportRows.toLocaleString('en')}{' '}
          books
        </span>
        <input
          id={id}
          type="file"
          {...dropTarget}
          accept=".csv,.json,text/csv,application/json"
          aria-invalid={problem ? 'true' : undefined}
          aria-describedby={problem ? `${id}-issue` : undefined}
          onChange={({ currentTarget }) => {
            take(currentTarget.files?.[0])
            // Otherwise the same file could not be chosen again.
            currentTarget.value = ''
          }}
        />
      </div>
      {problem && (
        <p class="issue" id={`${id}-issue`} role="alert">
          {problem}
        </p>
      )}
    </div>
  )
}
