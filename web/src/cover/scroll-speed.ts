import { signal } from '@preact/signals'

export type ScrollSpeed = 'still' | 'slow' | 'fast'

const measureEveryMs = 60
const stillAfterMs = 150
/** At this speed a reader no longer recognises the covers. */
const fastScreensPerSecond = 1.5

const current = signal<ScrollSpeed>('still')

/** The speed at which the reader scrolls the page now. */
export const scrollSpeed = {
  get value(): ScrollSpeed {
    return current.value
  },
}

let timer: ReturnType<typeof setInterval> | undefined
let last = { y: 0, at: 0 }
let lastScrollAt = 0

const measure = () => {
  const now = performance.now()
  if (now - lastScrollAt > stillAfterMs) {
    clearInterval(timer)
    timer = undefined
    current.value = 'still'
    return
  }
  const screensPerSecond = Math.abs(scrollY - last.y) / innerHeight / ((now - last.at) / 1000)
  current.value = screensPerSecond > fastScreensPerSecond ? 'fast' : 'slow'
  last = { y: scrollY, at: now }
}

// The browser calls this for every frame. Reading `scrollY` can force a layout, so only the timer does it.
const onScroll = () => {
  lastScrollAt = performance.now()
  if (timer !== undefined) return
  timer = setInterval(measure, measureEveryMs)
  last = { y: scrollY, at: lastScrollAt }
  current.value = 'slow'
}

addEventListener('scroll', onScroll, { passive: true })
