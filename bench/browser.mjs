// `npm run bench:browser`: measures loading and scrolling of a shelf with 1,500 books in Chromium, with a CPU four times
// slower. `--slowdown 1` leaves it at its own speed. `--screen phone` and `--view spines` measure one screen or view alone.
import { writeFileSync } from 'node:fs'
import { availableParallelism, loadavg } from 'node:os'
import { parseArgs } from 'node:util'
import { launchChromium } from '../test/browser/support/chromium.mjs'
import { contextOf, startHttp2Service } from './browser/http2.mjs'
import { measureLinks } from './browser/links.mjs'
import { bookCount, fillShelf, signIn } from './browser/shelf.mjs'
import { measureLoad, measureScrolling, returnToTop, screensOf } from './browser/visit.mjs'
import { median } from './measure.mjs'
import { ms } from './print.mjs'

const screens = {
  desktop: { viewport: { width: 1280, height: 860 } },
  phone: { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true },
}
const views = { covers: '/', list: '/#/?view=list', spines: '/#/?view=spines' }

/** Without `screens`, the whole shelf is scrolled. */
const paces = [
  { name: 'reading', pixelsPerSecond: 900, screens: 20 },
  { name: 'leafing', pixelsPerSecond: 3000 },
]

const { values } = parseArgs({
  options: {
    json: { type: 'string' },
    runs: { type: 'string', default: '5' },
    slowdown: { type: 'string', default: '4' },
    'only-links': { type: 'boolean', default: false },
    screen: { type: 'string' },
    view: { type: 'string' },
  },
})
const runs = Number(values.runs)
if (!Number.isInteger(runs) || runs < paces.length) {
  console.error(`--runs needs a number from ${paces.length}: npm run bench:browser -- --runs 5`)
  process.exit(1)
}
const slowdown = Number(values.slowdown)
if (!(slowdown >= 1)) {
  console.error('--slowdown needs a number from 1: npm run bench:browser -- --slowdown 1')
  process.exit(1)
}

/** @returns the entries of `all`, or the one that an option names */
const chosen = (all, option) => {
  const name = values[option]
  if (name === undefined) return Object.entries(all)
  if (Object.hasOwn(all, name)) return [[name, all[name]]]
  console.error(`--${option} needs one of ${Object.keys(all).join(', ')}`)
  process.exit(1)
}
const chosenScreens = chosen(screens, 'screen')
const chosenViews = chosen(views, 'view')

/** @returns the median of each figure of several runs */
const summarize = (loads) =>
  Object.fromEntries(Object.keys(loads[0]).map((key) => [key, median(loads.map((load) => load[key]))]))

/** Opens a page in a browser context with an empty cache. */
const visit = async (browser, origin, screen, path, work) => {
  const context = await browser.newContext({ ...contextOf(origin), ...screen })
  const page = await context.newPage()
  await signIn(context, origin)
  const devTools = await context.newCDPSession(page)
  await devTools.send('Emulation.setCPUThrottlingRate', { rate: slowdown })
  const load = await measureLoad(page, path)
  const more = await work({ page, devTools })
  await context.close()
  return { load, ...more }
}

/** Scrolls twice: the second time the books and some covers are loaded. */
const scrollTwice = async (tab, { name, pixelsPerSecond, screens }) => {
  // At the end of the shelf, nothing would move.
  const whole = await screensOf(tab, bookCount)
  const distance = { pixelsPerSecond, screens: Math.min(screens ?? whole, whole) }
  const first = await measureScrolling(tab, distance)
  await returnToTop(tab)
  const again = await measureScrolling(tab, distance)
  return [
    { name, ...first },
    { name: `${name} again`, ...again },
  ]
}

const measure = async (browser, origin, screen, path) => {
  const loads = []
  const scrolling = []
  for (const pace of paces) {
    const { load, passes } = await visit(browser, origin, screen, path, async (tab) => ({
      passes: await scrollTwice(tab, pace),
    }))
    loads.push(load)
    scrolling.push(...passes)
  }
  while (loads.length < runs) loads.push((await visit(browser, origin, screen, path, () => ({}))).load)
  return { load: summarize(loads), scrolling }
}

const printScrolling = (pass) =>
  console.log(
    `    ${pass.name.padEnd(14)} ${pass.lateFrames} of ${pass.frames} frames over 50 ms, the longest ${ms(pass.latestMs)}; ` +
      `the page took over 50 ms for ${pass.longFrames}, the longest ${ms(pass.longestMs)}, by a long task ${pass.longFramesByPage}; ` +
      `${pass.books} books, shift ${pass.layoutShift}`,
  )

const printLink = (screen, { link, sharpMs, coversMs, requestsBefore, covers, scriptBytes }) =>
  console.log(
    `  ${screen}, ${link}: covers sharp after ${ms(sharpMs)}, ${ms(coversMs)} after the list; ${requestsBefore} requests ` +
      `before the first of ${covers} covers, ${Math.round(scriptBytes / 1024)} KiB of script`,
  )

const print = ({ screen, view, load, scrolling }) => {
  console.log(`  ${view} on a ${screen}`)
  console.log(
    `    load       first paint ${ms(load.firstPaintMs)}, largest paint ${ms(load.largestPaintMs)}, ` +
      `usable ${ms(load.usableMs)}, blocked ${ms(load.blockedMs)}, shift ${load.layoutShift}`,
  )
  scrolling.forEach(printScrolling)
}

const place = { cores: availableParallelism(), load: loadavg()[0], at: new Date().toISOString() }
const { origin, pin, getEnv, close } = await startHttp2Service()
const browser = await launchChromium(undefined, [`--ignore-certificate-errors-spki-list=${pin}`])
try {
  place.browser = browser.version()
  console.log(
    `${place.cores} cores, load ${place.load.toFixed(1)}, Chromium ${place.browser}, ${bookCount} books`,
  )
  console.log(
    `CPU ${slowdown === 1 ? 'at its own speed' : `slowed ${slowdown} times`}; medians of ${runs} visits with an empty cache`,
  )
  await fillShelf(await getEnv())

  const results = []
  for (const [screen, options] of chosenScreens) {
    const links = await measureLinks(browser, origin, options, runs)
    for (const link of links) printLink(screen, link)
    results.push({ screen, links })
    if (values['only-links']) continue
    for (const [view, path] of chosenViews) {
      const result = { screen, view, ...(await measure(browser, origin, options, path)) }
      print(result)
      results.push(result)
    }
  }
  if (values.json)
    writeFileSync(values.json, `${JSON.stringify({ place, slowdown, runs, results }, null, 2)}\n`)
} finally {
  await browser.close()
  await close()
}
