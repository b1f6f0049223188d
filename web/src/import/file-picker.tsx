import { limits } from 'bookplate/client'
import { useId, useState } from 'preact/hooks'
import { Icon } from '../design/icon.tsx'
import { useDropTarget } from '../forms/use-drop-target.ts'
import { importTexts } from './texts.ts'

const { maxImportBytes } = limits

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

  const texts = importTexts.value
  const problem = tooLarge ? texts.tooLarge : issue
  return (
    <div class="field">
      <label for={id} class="visually-hidden">
        {texts.file}
      </label>
      <div class={isDraggedOver ? 'drop file over' : 'drop file'}>
        <span class="drop-empty">
          <Icon name="down" />
          <span class="drop-title">{texts.drop}</span>
          {texts.kinds()}
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
