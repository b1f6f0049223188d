import { useEffect, useRef, useState } from 'preact/hooks'
import { Icon } from '../design/icon.tsx'
import { CropFrame } from './crop-frame.tsx'
import { cutPicture, proposeFrame, readPicture, turnPicture } from './picture.ts'
import { type Quad, turnQuad, wholePicture } from './quad.ts'
import { cropTexts } from './texts.ts'

interface Cut {
  picture: HTMLCanvasElement
  frame: Quad
}

interface CropFieldProps {
  /** The photo. It stays as it is, so that the frame can be moved again. */
  source: Blob
  /** Receives the cover at first as proposed, and again after each change. It is rejected for a file that is no image. */
  onCut: (cover: Promise<File>) => void
  onDone: () => void
}

/** The cover is cut out of a photo: its edges are proposed, and the reader may move them. */
export const CropField = ({ source, onCut, onDone }: CropFieldProps) => {
  const [cut, setCut] = useState<Cut>()
  const latest = useRef<Cut>(undefined)
  const texts = cropTexts.value

  const show = (next: Cut) => {
    latest.current = next
    setCut(next)
  }
  const send = () => {
    if (latest.current) onCut(cutPicture(latest.current.picture, latest.current.frame))
  }
  const change = (next: Cut) => {
    show(next)
    send()
  }

  useEffect(() => {
    let isOver = false
    const cutAsProposed = async () => {
      const picture = await readPicture(source)
      const frame = proposeFrame(picture)
      if (!isOver) show({ picture, frame })
      return cutPicture(picture, frame)
    }
    onCut(cutAsProposed())
    return () => {
      isOver = true
    }
  }, [source])

  if (!cut) return <div class="crop-frame crop-waiting" />
  const { picture, frame } = cut
  return (
    <div class="crop">
      <CropFrame
        picture={picture}
        frame={frame}
        onMove={(moved) => show({ picture, frame: moved })}
        onEnd={send}
      />
      <p class="hint">{texts.hint}</p>
      <div class="crop-tools">
        <button
          type="button"
          class="button quiet"
          onClick={() => change({ picture: turnPicture(picture), frame: turnQuad(frame) })}
        >
          <Icon name="rotate" /> {texts.turn}
        </button>
        <button type="button" class="button quiet" onClick={() => change({ picture, frame: wholePicture })}>
          {texts.whole}
        </button>
        <button
          type="button"
          class="button quiet"
          onClick={() => change({ picture, frame: proposeFrame(picture) })}
        >
          {texts.guess}
        </button>
        <button type="button" class="button" onClick={onDone}>
          <Icon name="check" /> {texts.done}
        </button>
      </div>
    </div>
  )
}
