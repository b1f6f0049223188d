import { useEffect, useRef } from 'preact/hooks'
import { FrameHandle, useDrag } from './frame-handle.tsx'
import { handles, type Quad } from './quad.ts'
import { cropTexts } from './texts.ts'
import './crop.css'

interface CropFrameProps {
  picture: HTMLCanvasElement
  frame: Quad
  onMove: (frame: Quad) => void
  onEnd: () => void
}

/** The picture, with a frame that the reader moves. Left and right are those of the picture in every language. */
export const CropFrame = ({ picture, ...move }: CropFrameProps) => {
  const area = useRef<HTMLFieldSetElement>(null)
  const canvas = useRef<HTMLCanvasElement>(null)
  const { frame } = move
  useEffect(() => {
    if (!canvas.current) return
    canvas.current.width = picture.width
    canvas.current.height = picture.height
    canvas.current.getContext('2d')?.drawImage(picture, 0, 0)
  }, [picture])
  const drag = useDrag('all', { ...move, area })
  const points = frame.map(({ x, y }) => `${x},${y}`).join(' ')
  return (
    <fieldset class="crop-frame" dir="ltr" ref={area}>
      <legend class="visually-hidden">{cropTexts.value.frame}</legend>
      <canvas ref={canvas} />
      <svg viewBox="0 0 1 1" preserveAspectRatio="none" aria-hidden="true">
        <path
          class="crop-veil"
          fill-rule="evenodd"
          d={`M-.004,-.004H1.004V1.004H-.004Z M${points.replaceAll(' ', 'L')}Z`}
        />
        <polygon class="crop-line" points={points} {...drag} />
      </svg>
      {handles.map((handle) => (
        <FrameHandle key={handle} handle={handle} area={area} {...move} />
      ))}
    </fieldset>
  )
}
