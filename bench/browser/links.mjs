import { contextOf } from './http2.mjs'
import { signIn } from './shelf.mjs'

/** Connections of a reader, as the browser's developer tools imitate them. Bytes a second. */
const links = {
  '150 ms': { latency: 150, throughput: -1 },
  '150 ms, 10 Mbit/s': { latency: 150, throughput: 10_000_000 / 8 },
}

/** Runs in the page: whether each image on the screen is loaded, and has the pixels of its place. */
const areSharp = () => {
  const onScreen = [...document.querySelectorAll('section .card img')].filter((image) => {
    const { top, bottom } = image.getBoundingClientRect()
    return bottom > 0 && top < innerHeight
  })
  const isSharp = (image) =>
    image.complete && image.naturalWidth >= Math.min(image.clientWidth * devicePixelRatio * 0.9, 400)
  return onScreen.length > 0 && onScreen.every(isSharp) && performance.now()
}

const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]

/** Opens the shelf with an empty cache. @returns when its covers were sharp, and what it requested before the first one */
const visit = async (browser, origin, screen, { latency, throughput }) => {
  const context = await browser.newContext({ ...contextOf(origin), serviceWorkers: 'block', ...screen })
  await signIn(context, origin)
  const page = await context.newPage()
  const devTools = await context.newCDPSession(page)
  await devTools.send('Network.enable')
  await devTools.send('Network.emulateNetworkConditions', {
    offline: false,
    latency,
    downloadThroughput: throughput,
    uploadThroughput: throughput,
  })
  const requests = []
  const scripts = []
  page.on('request', (request) => requests.push(request.url()))
  page.on('requestfinished', (request) => {
    if (request.resourceType() === 'script') scripts.push(request)
  })
  await page.goto('/')
  const sharpAt = await (
    await page.waitForFunction(areSharp, null, { polling: 20, timeout: 20000 })
  ).jsonValue()
  const listAt = await page.evaluate(
    () => performance.getEntriesByType('resource').find(({ name }) => /\/books\?/.test(name)).responseEnd,
  )
  const first = requests.findIndex((url) => url.includes('/covers/'))
  const before = requests.slice(0, first).filter((url) => !/favicon|icon|manifest/.test(url))
  const covers = requests.filter((url) => url.includes('/covers/')).length
  const sizes = await Promise.all(scripts.map((request) => request.sizes()))
  const scriptBytes = sizes.reduce((sum, { responseBodySize }) => sum + responseBodySize, 0)
  await context.close()
  return { sharpMs: sharpAt, coversMs: sharpAt - listAt, requestsBefore: before.length, covers, scriptBytes }
}

/** @returns the medians of several visits for each link */
export const measureLinks = async (browser, origin, screen, runs) => {
  const results = []
  for (const [link, conditions] of Object.entries(links)) {
    const visits = []
    while (visits.length < runs) visits.push(await visit(browser, origin, screen, conditions))
    const keys = Object.keys(visits[0])
    results.push({
      link,
      ...Object.fromEntries(keys.map((key) => [key, median(visits.map((one) => one[key]))])),
    })
  }
  return results
}
