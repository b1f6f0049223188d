const entry = 'section[aria-label="Books"] li a'

/** Runs in the page before its scripts. */
const observe = (entry) => {
  const seen = { shift: 0, largest: 0, tasks: [], longFrames: [], gaps: [] }
  window.seen = seen
  const on = (type, take) =>
    new PerformanceObserver((list) => list.getEntries().forEach(take)).observe({ type, buffered: true })
  on('layout-shift', ({ value }) => {
    seen.shift += value
  })
  on('largest-contentful-paint', ({ startTime }) => {
    seen.largest = startTime
  })
  on('longtask', ({ startTime, duration }) => seen.tasks.push({ startTime, duration }))
  // The platform reports frames of over 50 ms only.
  on('long-animation-frame', ({ duration, blockingDuration }) =>
    seen.longFrames.push({ duration, blockingDuration }),
  )
  const waiting = new MutationObserver(() => {
    if (!document.querySelector(entry)) return
    waiting.disconnect()
    requestAnimationFrame((now) => {
      seen.usable = now
    })
  })
  waiting.observe(document, { childList: true, subtree: true })
}

/** Opens the shelf, and waits until the first books can be opened and all visible covers are loaded. */
export const measureLoad = async (page, path) => {
  await page.addInitScript(observe, entry)
  await page.goto(path)
  await page.locator(entry).first().waitFor()
  await page.waitForLoadState('networkidle')
  return page.evaluate(() => {
    const { seen } = window
    const firstPaint = performance.getEntriesByName('first-contentful-paint')[0].startTime
    const blocking = seen.tasks.filter(({ startTime }) => startTime >= firstPaint)
    return {
      firstPaintMs: firstPaint,
      largestPaintMs: seen.largest,
      usableMs: seen.usable,
      blockedMs: blocking.reduce((sum, { duration }) => sum + duration - 50, 0),
      layoutShift: seen.shift,
    }
  })
}

const startCounting = () => Object.assign(window.seen, { shift: 0, longFrames: [] })

/** Scrolls to the top of the shelf, and waits until the network is idle. */
export const returnToTop = async ({ page }) => {
  await page.evaluate(() => scrollTo(0, 0))
  await page.waitForLoadState('networkidle')
}

/** @returns the milliseconds between consecutive frames of a scroll. Before and after it, nothing moves. */
const gapsOf = ({ traceEvents }) => {
  const times = (name, phases) =>
    traceEvents.filter((event) => event.name === name && phases.includes(event.ph)).map(({ ts }) => ts / 1000)
  const [start, end] = times('SyntheticGestureController::running', ['b', 'e', 'S', 'F'])
  if (end === undefined) throw new Error('The trace does not tell when the scroll began and ended.')
  const shown = times('DrawFrame', ['I', 'i']).filter((at) => at >= start && at <= end)
  const inOrder = shown.toSorted((a, b) => a - b)
  return inOrder.slice(1).map((at, before) => at - inOrder[before])
}

/** Scrolls through `screens` screens at a steady speed, without a pause. */
const scroll = async ({ page, devTools }, { screens, pixelsPerSecond }) => {
  const { width, height } = page.viewportSize()
  await devTools.send('Input.synthesizeScrollGesture', {
    x: width / 2,
    y: height / 2,
    xDistance: 0,
    yDistance: -screens * height,
    speed: pixelsPerSecond,
  })
}

/** The heights of sections that were not rendered are estimates. */
const certain = 0.95

/** @returns the number of screens that a shelf of `count` books scrolls. The scroll ends before the page does. */
export const screensOf = ({ page }, count) =>
  page.evaluate(
    ([count, certain]) => {
      // The sections have their height before their books are rendered.
      const counts = [...document.querySelectorAll('.books ul')].map(({ style }) =>
        style.getPropertyValue('--count'),
      )
      const length = counts.reduce((sum, one) => sum + Number(one), 0)
      const { height, top } = document.querySelector('.books').getBoundingClientRect()
      return (certain * (top + scrollY + (height / length) * count)) / innerHeight - 2
    },
    [count, certain],
  )

/**
 * Scrolls and counts frames.
 * @property frames frames shown
 * @property lateFrames frames shown more than 50 ms after the previous frame
 * @property longFrames frames for which the page needed more than 50 ms ("long animation frames"); the browser scrolls
 *   without waiting for them
 * @property longFramesByPage long frames with a long task of the page
 */
export const measureScrolling = async (tab, path) => {
  const { page } = tab
  const browser = page.context().browser()
  await page.evaluate(startCounting)
  await browser.startTracing(page, {
    categories: ['-*', 'disabled-by-default-devtools.timeline.frame', 'input'],
  })
  await scroll(tab, path)
  const gaps = gapsOf(JSON.parse(await browser.stopTracing()))
  // Nothing is drawn at the end of the page, which would count as a late frame.
  if (await page.evaluate(() => scrollY + innerHeight >= document.documentElement.scrollHeight))
    throw new Error('The scroll was longer than the page.')
  const { longFrames, shift, books } = await page.evaluate(
    (entry) => ({ ...window.seen, books: document.querySelectorAll(entry).length }),
    entry,
  )
  const late = gaps.filter((gap) => gap > 50)
  return {
    frames: gaps.length,
    lateFrames: late.length,
    latestMs: Math.max(0, ...gaps),
    longFrames: longFrames.length,
    longFramesByPage: longFrames.filter(({ blockingDuration }) => blockingDuration > 0).length,
    longestMs: Math.max(0, ...longFrames.map(({ duration }) => duration)),
    layoutShift: shift,
    books,
  }
}
