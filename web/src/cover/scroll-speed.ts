import { effect, signal } from '@preact/signals'

export type ScrollSpeed = 'still' | 'slow' | 'fast'

const measureEveryMs = 60
const stillAfterMs = 150
/** At this speed a reader no longer recognises the covers. */
const fastScreensPerSecond = 1.5

let screenHeight = innerHeight

const current = signal<ScrollSpeed>('still')

/** The speed at which the reader scrolls the page now. */
export const scrollSpeed = {
  get value(): ScrollSpeed {
    return current.value
  },
}

/** Resolves when the page stands still. */
export const whenStill = (): Promise<void> =>
  new Promise((resolve) => {
    const stop = effect(() => {
      if (current.value !== 'still') return
      resolve()
      queueMicrotask(() => stop())
    })
  })

let timer: ReturnType<typeof setTimeout> | undefined
let last: { y: number; at: number } | undefined
let lastScrollAt = 0
let isMeasuring = false

const isStill = () => performance.now() - lastScrollAt >= stillAfterMs

// A page that was busy learns of the scroll in its next frame.
const checkStill = () => {
  requestAnimationFrame(() => {
    timer = isStill() ? undefined : setTimeout(checkStill, stillAfterMs)
    if (timer !== undefined) return
    last = undefined
    current.value = 'still'
  })
}

const measure = () => {
  isMeasuring = false
  if (timer === undefined) return
  const now = { y: scrollY, at: lastScrollAt }
  if (last) {
    const screensPerSecond = Math.abs(now.y - last.y) / screenHeight / ((now.at - last.at) / 1000)
    current.value = screensPerSecond > fastScreensPerSecond ? 'fast' : 'slow'
  }
  last = now
}

// The browser calls this at the beginning of each frame. Reading `scrollY` now would lay out the page. After the frame, it
// is laid out.
const onScroll = () => {
  lastScrollAt = performance.now()
  if (timer === undefined) {
    timer = setTimeout(checkStill, stillAfterMs)
    current.value = 'slow'
  }
  if (isMeasuring || (last && lastScrollAt - last.at < measureEveryMs)) return
  isMeasuring = true
  setTimeout(measure)
}

addEventListener('scroll', onScroll, { passive: true })
addEventListener('resize', () => {
  screenHeight = innerHeight
})
