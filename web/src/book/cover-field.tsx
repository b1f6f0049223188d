import { useEffect, useId, useState } from 'preact/hooks'
import { CropField } from '../crop/crop-field.tsx'
import { Icon } from '../design/icon.tsx'
import { useDropTarget } from '../forms/use-drop-target.ts'
import type { Category } from '../router/categories.ts'
import { bookTexts } from './texts.ts'
import { firstImage, type NewCover, useNewCover } from './use-new-cover.ts'

interface CoverFieldProps {
  /** The current cover of the book. */
  currentUrl: string | null
  category: Category | null
  file: File | undefined
  /** An image that was not ready when its draft was kept. */
  original: File | undefined
  /** A photo that was chosen before the form was there. */
  photo?: File | undefined
  /** Whether each chosen image is cropped first. */
  cropsFirst?: boolean | undefined
  issue: string | undefined
  /** Called at once with the image that is being made ready, and then with the file. */
  onChoose: (cover: NewCover) => void
  /** Forgets a new cover. `undefined` without one. */
  onRemove: (() => void) | undefined
}

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
  original,
  photo,
  cropsFirst = false,
  issue,
  onChoose,
  onRemove,
}: CoverFieldProps) => {
  const id = useId()
  const preview = usePreview(file) ?? currentUrl
  const { isDraggedOver, dropTarget } = useDropTarget()
  const { isBusy, error, source, isCropping, use, take, crop, endCrop, forget } = useNewCover({
    original,
    photo,
    cropsFirst,
    onChoose,
  })
  const texts = bookTexts.value.cover
  /** For a button that has the focus and disappears. */
  const focusField = () => requestAnimationFrame(() => document.getElementById(id)?.focus())
  const problem = error ?? issue
  return (
    <div class="field cover-field">
      <label for={id}>{texts.label}</label>
      {isCropping && source ? (
        <CropField
          source={source}
          onCut={(cover) => void use(cover, source)}
          onDone={() => {
            endCrop()
            focusField()
          }}
        />
      ) : (
        <div class={isDraggedOver ? 'drop over' : 'drop'} data-category={category}>
          {preview ? (
            <img src={preview} alt={texts.preview} />
          ) : (
            <span class="drop-empty">
              <Icon name="image" />
              {texts.empty}
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
              take(firstImage(files ?? undefined))
              // Without this, choosing the same file again would cause no `change` event.
              currentTarget.value = ''
            }}
          />
        </div>
      )}
      {problem && (
        <p class="issue" id={`${id}-issue`} role="alert">
          {problem}
        </p>
      )}
      <p class="hint" id={`${id}-hint`} role="status">
        {isBusy ? texts.preparing : file ? texts.ready(formatBytes(file.size)) : texts.formats}
      </p>
      {!isCropping && (file || onRemove) && (
        <div class="cover-actions">
          {file && (
            <button type="button" class="button quiet" onClick={() => crop(file)}>
              {texts.crop}
            </button>
          )}
          {onRemove && (
            <button
              type="button"
              class="button quiet"
              onClick={() => {
                forget()
                focusField()
                onRemove()
              }}
            >
              {texts.remove}
            </button>
          )}
        </div>
      )}
    </div>
  )
}
