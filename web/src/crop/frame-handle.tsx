import type { RefObject } from 'preact'
import { useRef } from 'preact/hooks'
import { type Handle, moveHandle, type Point, positionOf, type Quad } from './quad.ts'
import { cropTexts } from './texts.ts'

interface MoveProps {
  frame: Quad
  /** The element that shows the picture. */
  area: RefObject<HTMLElement | null>
  onMove: (frame: Quad) => void
  /** The reader has let go. */
  onEnd: () => void
}

const arrows: Record<string, Point> = {
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
}

const [step, longStep] = [0.005, 0.05]

/** Moves a handle, or the whole frame, with a finger, a pen or a mouse. */
export const useDrag = (handle: Handle | 'all', { frame, area, onMove, onEnd }: MoveProps) => {
  const start = useRef<{ x: number; y: number; frame: Quad }>(undefined)
  const end = () => {
    if (start.current) onEnd()
    start.current = undefined
  }
  return {
    onPointerDown: (event: PointerEvent) => {
      if (event.button !== 0) return
      ;(event.currentTarget as Element).setPointerCapture(event.pointerId)
      start.current = { x: event.clientX, y: event.clientY, frame }
    },
    onPointerMove: ({ clientX, clientY }: PointerEvent) => {
      const from = start.current
      const box = area.current?.getBoundingClientRect()
      if (!from || !box) return
      onMove(moveHandle(from.frame, handle, (clientX - from.x) / box.width, (clientY - from.y) / box.height))
    },
    onPointerUp: end,
    onPointerCancel: end,
  }
}

export const FrameHandle = ({ handle, ...move }: MoveProps & { handle: Handle }) => {
  const { frame, onMove, onEnd } = move
  const drag = useDrag(handle, move)
  const texts = cropTexts.value
  const { x, y } = positionOf(frame, handle)
  const press = (event: KeyboardEvent) => {
    const arrow = arrows[event.key]
    if (!arrow) return
    event.preventDefault()
    const by = event.shiftKey ? longStep : step
    onMove(moveHandle(frame, handle, arrow.x * by, arrow.y * by))
  }
  return (
    <button
      type="button"
      class={handle.length === 2 ? 'crop-handle corner' : 'crop-handle side'}
      style={{ insetInlineStart: `${x * 100}%`, insetBlockStart: `${y * 100}%` }}
      aria-label={`${texts.handles[handle]}: ${texts.position(Math.round(x * 100), Math.round(y * 100))}`}
      aria-description={texts.keys}
      onKeyDown={press}
      onKeyUp={({ key }) => key in arrows && onEnd()}
      {...drag}
    />
  )
}
