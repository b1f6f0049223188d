import { useRef } from 'preact/hooks'
import { chooseImages } from '../many-covers/chosen-images.ts'
import { leaveSelection } from './leave-selection.ts'
import { selectionTexts } from './texts.ts'

/** Images for the selected books; without a selection, for the whole library. */
export const CoversButton = () => {
  const input = useRef<HTMLInputElement>(null)
  const { covers } = selectionTexts.value
  return (
    <>
      <button type="button" class="button" onClick={() => input.current?.click()}>
        {covers}
      </button>
      <input
        ref={input}
        type="file"
        accept="image/*"
        multiple
        hidden
        aria-label={covers}
        onChange={({ currentTarget: { files } }) => {
          const books = leaveSelection()
          chooseImages(files ?? [], books.length > 0 ? books : undefined)
        }}
      />
    </>
  )
}
