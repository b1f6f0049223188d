import type { RefObject } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import { isSideBySide } from '../../router/side-by-side.ts'
import { type Direction, placeOf } from './neighbours.ts'
import { isRightToLeft } from './use-steps.ts'

/** The system takes a swipe from the edge of the screen as Back or Forward. */
const edge = 32
/** The browser decides within this distance whether it scrolls. */
const slack = 12
/** A swipe is as long as this, or as fast. */
const minDistance = 72
const [minFlick, minSpeed] = [30, 0.5]

const reduced = matchMedia('(prefers-reduced-motion: reduce)')

/** Whether a touch belongs to the element under it: text that is typed, a slider, a form, or a row that scrolls aside. */
const isTaken = (target: EventTarget | null, sheet: Element): boolean => {
  if (!(target instanceof Element)) return true
  if (target.closest('input, textarea, select, [contenteditable], [role="slider"], form, dialog, [popover]'))
    return true
  for (let at: Element | null = target; at && at !== sheet; at = at.parentElement)
    if (at.scrollWidth > at.clientWidth && /auto|scroll/.test(getComputedStyle(at).overflowX)) return true
  return false
}

interface Swipe {
  pointer: number
  x: number
  y: number
  at: number
  isMoving: boolean
}

interface SwipeOptions {
  sheet: RefObject<HTMLElement | null>
  id: string
  isBehind: boolean
  step: (direction: Direction) => void
}

/** A swipe leads to the book beside this one, as the buttons do, where the book is a page of its own. */
export const useSwipe = (options: SwipeOptions): void => {
  const latest = useRef(options)
  latest.current = options
  useEffect(() => {
    const sheet = options.sheet.current
    if (!sheet) return
    let swipe: Swipe | undefined

    const book = () => sheet.querySelector<HTMLElement>('.book')
    const end = () => {
      swipe = undefined
      sheet.classList.remove('swiping')
      book()?.style.removeProperty('translate')
    }
    /** @returns where a swipe leads; undefined at an end of the list */
    const directionOf = (moved: number): Direction | undefined => {
      const direction: Direction = moved < 0 === isRightToLeft() ? -1 : 1
      const { isListed, hasPrevious, hasNext } = placeOf(latest.current.id)
      return isListed && (direction === 1 ? hasNext : hasPrevious) ? direction : undefined
    }

    const start = (event: PointerEvent) => {
      // A second finger zooms.
      if (!event.isPrimary || swipe) return end()
      const { clientX: x, clientY: y, target, pointerId: pointer, timeStamp: at } = event
      if (event.pointerType !== 'touch' || latest.current.isBehind || isSideBySide.peek()) return
      if (x < edge || x > innerWidth - edge || isTaken(target, sheet)) return
      swipe = { pointer, x, y, at, isMoving: false }
    }
    const move = ({ pointerId, clientX, clientY }: PointerEvent) => {
      if (swipe?.pointer !== pointerId) return
      const [across, down] = [clientX - swipe.x, clientY - swipe.y]
      if (!swipe.isMoving) {
        if (Math.hypot(across, down) < slack) return
        // A long press has selected text.
        if (Math.abs(across) < 1.5 * Math.abs(down) || getSelection()?.isCollapsed === false) return end()
        swipe.isMoving = true
        sheet.classList.add('swiping')
      }
      if (reduced.matches) return
      // At an end of the list the page hardly moves.
      book()?.style.setProperty('translate', `${across * (directionOf(across) ? 0.8 : 0.15)}px`)
    }
    const finish = (event: PointerEvent) => {
      const last = swipe
      if (last?.pointer !== event.pointerId) return
      end()
      const across = event.clientX - last.x
      const speed = Math.abs(across) / Math.max(1, event.timeStamp - last.at)
      const isFar = Math.abs(across) > minDistance || (Math.abs(across) > minFlick && speed > minSpeed)
      const direction = last.isMoving && isFar ? directionOf(across) : undefined
      if (direction === undefined) return
      // A text that is changed in its place is saved as when a button takes the focus.
      const { activeElement } = document
      if (activeElement instanceof HTMLElement && sheet.contains(activeElement)) activeElement.blur()
      latest.current.step(direction)
    }
    const abort = new AbortController()
    const { signal } = abort
    sheet.addEventListener('pointerdown', start, { signal })
    sheet.addEventListener('pointermove', move, { signal })
    sheet.addEventListener('pointerup', finish, { signal })
    sheet.addEventListener('pointercancel', end, { signal })
    return () => {
      abort.abort()
      end()
    }
  }, [])
}
