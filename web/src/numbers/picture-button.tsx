import { useState } from 'preact/hooks'
import { Dialog } from '../dialog/dialog.tsx'
import { lazyPart, usePart } from '../page/lazy-part.ts'
import { NotLoaded } from '../page/not-loaded.tsx'
import type { Stats } from './figures.ts'
import { numbersTexts } from './texts.ts'

const picturePart = lazyPart(() =>
  import('./picture/picture-dialog.tsx').then(({ PictureDialog }) => PictureDialog),
)

/** Opens the picture of a year, whose script is loaded only then. */
export const PictureButton = ({ year, stats }: { year: number; stats: Stats }) => {
  const label = numbersTexts.value.picture
  const [isOpen, setIsOpen] = useState(false)
  const { Part: Picture, hasFailed } = usePart(picturePart, isOpen)
  const close = () => setIsOpen(false)
  return (
    <>
      <button
        type="button"
        class="button"
        aria-haspopup="dialog"
        aria-busy={isOpen && !Picture && !hasFailed}
        onClick={() => setIsOpen(true)}
      >
        {label}
      </button>
      {isOpen && Picture && <Picture year={year} stats={stats} onClose={close} />}
      {isOpen && hasFailed && (
        <Dialog title={label} onClose={close}>
          <NotLoaded />
        </Dialog>
      )}
    </>
  )
}
