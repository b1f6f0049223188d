import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import { type Direction, neighbourOf } from './neighbours.ts'

/** Whether a key belongs to the element that has the focus, or to something above the sheet. */
const isTaken = (event: KeyboardEvent): boolean => {
  const { target } = event
  if (event.defaultPrevented || event.isComposing) return true
  if (
    target instanceof Element &&
    target.closest('input, textarea, select, [contenteditable], [role="slider"]')
  )
    return true
  return document.querySelector('dialog:modal, :popover-open:not([popover="manual"])') !== null
}

export const isRightToLeft = (): boolean => getComputedStyle(document.documentElement).direction === 'rtl'

interface StepOptions {
  id: string
  /** The address of the sheet is that of a form above it. */
  isBehind: boolean
  show: (id: string) => void
  close: () => void
}

/** ← and → go to the books beside this one, and Escape closes it. */
export const useSteps = ({ id, isBehind, show, close }: StepOptions) => {
  const [busy, setBusy] = useState<Direction>()
  const latest = useRef<AbortController>(undefined)
  // Before the next key: an effect that runs later would abort the step of that key.
  useLayoutEffect(() => () => latest.current?.abort(), [id])

  const step = async (direction: Direction) => {
    if (busy) return
    const abort = new AbortController()
    latest.current = abort
    setBusy(direction)
    const found = await neighbourOf(id, direction, abort.signal)
    setBusy(undefined)
    if (found !== undefined && !abort.signal.aborted) show(found)
  }

  const handle = (event: KeyboardEvent) => {
    if (isBehind || isTaken(event) || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return
    if (event.key === 'Escape') close()
    else if (event.key === 'ArrowLeft') void step(isRightToLeft() ? 1 : -1)
    else if (event.key === 'ArrowRight') void step(isRightToLeft() ? -1 : 1)
    else return
    event.preventDefault()
  }
  const handler = useRef(handle)
  handler.current = handle
  // A key may be pressed before the browser has drawn the sheet.
  useLayoutEffect(() => {
    const listen = (event: KeyboardEvent) => handler.current(event)
    // Last of all, so that a list of the shelf can keep its own arrows.
    addEventListener('keydown', listen)
    return () => removeEventListener('keydown', listen)
  }, [])

  return { busy, step: (direction: Direction) => void step(direction) }
}
