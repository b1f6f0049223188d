import { useState } from 'preact/hooks'
import { Dialog } from '../../dialog/dialog.tsx'
import { Problem } from '../../errors/problem.tsx'
import { list } from '../../i18n/format.ts'
import { user } from '../../session/session.ts'
import type { Stats } from '../figures.ts'
import { Choice, Tick } from './choice.tsx'
import type { Look } from './colours.ts'
import { type Shape, shapes } from './draw-picture.ts'
import { partsOf } from './picture-parts.ts'
import { ShareButtons } from './share-buttons.tsx'
import { pictureTexts } from './texts.ts'
import { usePicture, useYear } from './use-picture.ts'
import './picture.css'

interface PictureDialogProps {
  year: number
  stats: Stats
  onClose: () => void
}

const isDark = () => matchMedia('(prefers-color-scheme: dark)').matches

/** A picture of the year that the reader may save or share. */
export const PictureDialog = ({ year, stats, onClose }: PictureDialogProps) => {
  const texts = pictureTexts.value
  const { total, ratings } = stats
  const [look, setLook] = useState<Look>(() => (isDark() ? 'lamp' : 'paper'))
  const [shape, setShape] = useState<Shape>('post')
  // Nothing but the books, unless the reader wants it.
  const [isNamed, setIsNamed] = useState(false)
  const [isRated, setIsRated] = useState(false)
  const name = user.value?.name
  const { loaded, error, retry } = useYear(year, total.distinct_books)
  const left = total.distinct_books - (loaded?.books.length ?? 0)
  const parts = partsOf(stats, year, left, { name: isNamed ? name : undefined, rating: isRated })
  const drawing = usePicture(loaded, { parts, look, shape, fileName: texts.file(year) })
  const { picture } = drawing
  const problem = error ?? drawing.error

  const titles = list([
    ...(loaded?.books.map(({ title }) => title) ?? []),
    ...(left > 0 ? [texts.altMore(left)] : []),
  ])
  const owner = parts.owner === undefined ? [] : [parts.owner]
  const alt = texts.alt(year, list([...owner, ...parts.figures.map((figure) => figure.join(' '))]), titles)
  return (
    <Dialog title={texts.dialog(year)} size="wide" onClose={onClose}>
      <div class="picture" aria-busy={drawing.isDrawing && problem === undefined}>
        <div class="picture-frame">
          {problem !== undefined ? (
            <Problem error={problem} retry={error === undefined ? undefined : retry} />
          ) : picture ? (
            <img
              src={picture.url}
              alt={alt}
              {...shapes[shape]}
              data-books={picture.drawn}
              data-covers={picture.covers}
            />
          ) : (
            <p role="status">{texts.drawing}</p>
          )}
        </div>
        <div class="picture-side">
          <p class="hint">{texts.hint}</p>
          <Choice legend={texts.look} names={texts.looks} value={look} onChange={setLook} />
          <Choice legend={texts.shape} names={texts.shapes} value={shape} onChange={setShape} />
          <fieldset class="field picture-choice">
            <legend>{texts.shown}</legend>
            {name !== undefined && <Tick isOn={isNamed} onChange={setIsNamed} label={texts.name(name)} />}
            {ratings.average !== null && <Tick isOn={isRated} onChange={setIsRated} label={texts.rating} />}
          </fieldset>
          <ShareButtons picture={drawing.isDrawing ? undefined : picture} />
        </div>
      </div>
    </Dialog>
  )
}
