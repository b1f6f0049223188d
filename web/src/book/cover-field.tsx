import { useEffect, useId, useRef, useState } from 'preact/hooks'
import { Icon } from '../design/icon.tsx'
import { useDropTarget } from '../forms/use-drop-target.ts'
import type { Draft } from '../library/draft.ts'
import type { Category } from '../router/categories.ts'
import { coverMessage, prepareCover } from './cover-file.ts'

interface CoverFieldProps {
  /** The current cover of the book. */
  currentUrl: string | null
  category: Category | null
  file: File | undefined
  /** A photo that was chosen before the form was there. */
  photo?: File | undefined
  issue: string | undefined
  /** Called at once with the image that is being made ready, and then with the file. */
  onChoose: (cover: Partial<Pick<Draft, 'cover' | 'preparing'>>) => void
  /** Forgets a new cover. `undefined` without one. */
  onRemove: (() => void) | undefined
}

const firstImage = (files: FileList | undefined): File | undefined =>
  [...(files ?? [])].find(({ type }) => type.startsWith('image/')) ?? files?.[0]

const formatBytes = (bytes: number) =>
  bytes < 1e6 ? `${Math.ceil(bytes / 1000)} KB` : `${(bytes / 1e6).toFixed(1)} MB`

const usePreview = (file: File | undefined): string | undefined => {
  const [url, setUrl] = useState<string>()
  useEffect(() => {
    if (!file) return setUrl(undefined)
    const made = URL.createObjectURL(file)
    setUrl(made)
    return () => URL.revokeObjectURL(made)
  }, [file])
  return url
}

/** The reader chooses, drops or pastes a file. The field shows it as a cover. */
export const CoverField = ({
  currentUrl,
  category,
  file,
  photo,
  issue,
  onChoose,
  onRemove,
}: CoverFieldProps) => {
  const id = useId()
  const preview = usePreview(file) ?? currentUrl
  const { isDraggedOver, dropTarget } = useDropTarget()
  const [isBusy, setIsBusy] = useState(false)
  const [prepareError, setPrepareError] = useState<string>()
  const latest = useRef(0)

  const take = async (chosen: File | undefined) => {
    if (!chosen) return
    const attempt = ++latest.current
    setIsBusy(true)
    setPrepareError(undefined)
    const preparing = prepareCover(chosen)
    onChoose({ preparing })
    try {
      const cover = await preparing
      if (attempt === latest.current) onChoose({ cover, preparing: undefined })
    } catch (error) {
      if (attempt !== latest.current) return
      onChoose({ preparing: undefined })
      setPrepareError(coverMessage(error))
    } finally {
      if (attempt === latest.current) setIsBusy(false)
    }
  }

  // Images can be pasted anywhere in the dialog. Text goes to the field that has the focus.
  const takeRef = useRef(take)
  takeRef.current = take
  useEffect(() => {
    const paste = (event: ClipboardEvent) => {
      const files = event.clipboardData?.files
      if (!files?.length) return
      event.preventDefault()
      void takeRef.current(firstImage(files))
    }
    document.addEventListener('paste', paste)
    return () => document.removeEventListener('paste', paste)
  }, [])

  useEffect(() => void takeRef.current(photo), [photo])

  const problem = prepareError ?? issue
  return (
    <div class="field cover-field">
      <label for={id}>Cover image</label>
      <div class={isDraggedOver ? 'drop over' : 'drop'} data-category={category}>
        {preview ? (
          <img src={preview} alt="Preview of the cover" />
        ) : (
          <span class="drop-empty">
            <Icon name="image" />
            Drop an image here, paste one, or choose a file
          </span>
        )}
        <input
          id={id}
          type="file"
          accept="image/*"
          {...dropTarget}
          aria-invalid={problem ? 'true' : undefined}
          aria-describedby={`${id}-hint${problem ? ` ${id}-issue` : ''}`}
          onChange={({ currentTarget }) => {
            const { files } = currentTarget
            void take(firstImage(files ?? undefined))
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
      <p class="hint" id={`${id}-hint`} role="status">
        {isBusy
          ? 'Preparing the image …'
          : file
            ? `Ready to upload, ${formatBytes(file.size)}`
            : 'JPEG, PNG, WebP or GIF'}
      </p>
      {onRemove && (
        <button
          type="button"
          class="button quiet"
          onClick={() => {
            // The button that has the focus disappears.
            document.getElementById(id)?.focus()
            onRemove()
          }}
        >
          Remove the new cover
        </button>
      )}
    </div>
  )
}
