const entry = 'section[aria-label="Books"] li a'

/** Runs in the page, before its own scripts. */
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
  // Those over 50 ms, by the platform's own measure.
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

/** Opens the shelf, and waits until its first books can be opened and all covers in sight are there. */
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

const startCounting = () => {
  const { seen } = window
  seen.shift = 0
  seen.longFrames = []
  seen.gaps = []
  const tick = (last) => (now) => {
    if (last !== undefined) seen.gaps.push(now - last)
    seen.counting = requestAnimationFrame(tick(now))
  }
  tick()()
}

const stopCounting = () => {
  const { counting, gaps, longFrames, shift } = window.seen
  cancelAnimationFrame(counting)
  return { gaps, longFrames, shift }
}

/** Goes back to where the shelf begins, and waits until nothing happens any more. */
export const returnToTop = async ({ page }) => {
  await page.evaluate(() => scrollTo(0, 0))
  await page.waitForLoadState('networkidle')
}

/** Scrolls through `count` books to the end of the shelf, as fast as a flick of a finger does. */
export const measureScrolling = async ({ page, devTools }, count) => {
  const { width, height } = page.viewportSize()
  const flick = { x: width / 2, y: height / 2, xDistance: 0, yDistance: -4 * height, speed: 3000 }
  const hasMore = async () =>
    (await page.locator(entry).count()) < count ||
    (await page.evaluate(() => scrollY + innerHeight < document.documentElement.scrollHeight - 1))
  await page.evaluate(startCounting)
  do await devTools.send('Input.synthesizeScrollGesture', flick)
  while (await hasMore())
  const { gaps, longFrames, shift } = await page.evaluate(stopCounting)
  return {
    frames: gaps.length,
    gapMs: gaps.toSorted((a, b) => a - b)[Math.floor(gaps.length * 0.99)],
    longFrames: longFrames.length,
    // In the others no task of the page took long; what they waited for, this does not tell.
    longFramesByPage: longFrames.filter(({ blockingDuration }) => blockingDuration > 0).length,
    longestMs: Math.max(0, ...longFrames.map(({ duration }) => duration)),
    layoutShift: shift,
  }
}
