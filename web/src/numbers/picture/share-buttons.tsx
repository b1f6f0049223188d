import { useState } from 'preact/hooks'
import { isAborted } from '../../errors/messages.ts'
import { pictureTexts } from './texts.ts'
import type { ShownPicture } from './use-picture.ts'

const canShare = (file: File): boolean =>
  typeof navigator.canShare === 'function' && navigator.canShare({ files: [file] })

/** @param picture undefined while it is drawn */
export const ShareButtons = ({ picture }: { picture: ShownPicture | undefined }) => {
  const texts = pictureTexts.value
  const [hasFailed, setHasFailed] = useState(false)
  const share = async (file: File) => {
    setHasFailed(false)
    try {
      await navigator.share({ files: [file] })
    } catch (error) {
      // The reader has changed their mind.
      if (isAborted(error)) return
      setHasFailed(true)
    }
  }
  return (
    <>
      <p class="issue" role="alert">
        {hasFailed ? texts.notShared : ''}
      </p>
      <div class="dialog-actions picture-actions">
        {picture && canShare(picture.file) && (
          <button type="button" class="button" onClick={() => void share(picture.file)}>
            {texts.share}
          </button>
        )}
        {picture ? (
          <a class="button primary" href={picture.url} download={picture.file.name}>
            {texts.save}
          </a>
        ) : (
          <button type="button" class="button primary" disabled>
            {texts.save}
          </button>
        )}
      </div>
    </>
  )
}
