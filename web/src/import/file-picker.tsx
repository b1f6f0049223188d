import { limits } from 'bookplate/client'
import { useId, useState } from 'preact/hooks'
import { Icon } from '../design/icon.tsx'
import { useDropTarget } from '../forms/use-drop-target.ts'

const { maxImportBytes, maxImportRows } = limits

interface FilePickerProps {
  issue: string | undefined
  onChoose: (file: File) => void
}

export const FilePicker = ({ issue, onChoose }: FilePickerProps) => {
  const id = useId()
  const { isDraggedOver, dropTarget } = useDropTarget()
  const [tooLarge, setTooLarge] = useState(false)

  const take = (file: File | undefined) => {
    if (!file) return
    setTooLarge(file.size > maxImportBytes)
    if (file.size <= maxImportBytes) onChoose(file)
  }

  const problem = tooLarge
    ? `The file is larger than ${maxImportBytes / 1024 ** 2} MB. Split it and import the parts.`
    : issue
  return (
    <div class="field">
      <label for={id} class="visually-hidden">
        File to import
      </label>
      <div class={isDraggedOver ? 'drop file over' : 'drop file'}>
        <span class="drop-empty">
          <Icon name="down" />
          <span class="drop-title">Drop a file here, or choose one</span>A CSV, TSV or JSON file. At most{' '}
          {maxImportRows.toLocaleString('en')} books.
        </span>
        <input
          id={id}
          type="file"
          {...dropTarget}
          accept=".csv,.tsv,.txt,.json,text/csv,text/tab-separated-values,application/json"
          aria-invalid={problem ? 'true' : undefined}
          aria-describedby={problem ? `${id}-issue` : undefined}
          onChange={({ currentTarget }) => {
            take(currentTarget.files?.[0])
            // Without this, choosing the same file again would cause no `change` event.
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
