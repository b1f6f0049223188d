import { signal } from '@preact/signals'

/** How the reader goes through the page: standing still, so slowly that they see what passes, or too fast for that. */
export type Pace = 'still' | 'reading' | 'leafing'

const measuredEveryMs = 60
const stillAfterMs = 150
/** From this speed on nobody sees a cover. */
const leafingScreensPerSecond = 1.5

const current = signal<Pace>('still')

/** The pace at which the page is scrolled now. */
export const pace = {
  get value(): Pace {
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
  current.value = screensPerSecond > leafingScreensPerSecond ? 'leafing' : 'reading'
  last = { y: scrollY, at: now }
}

// Called for every frame, so that it does next to nothing: even to ask where the page is can mean to lay it out.
const onScroll = () => {
  lastScrollAt = performance.now()
  if (timer !== undefined) return
  timer = setInterval(measure, measuredEveryMs)
  last = { y: scrollY, at: lastScrollAt }
  current.value = 'reading'
}

addEventListener('scroll', onScroll, { passive: true })
