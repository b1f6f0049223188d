import { shelfUrl } from './support/shelf-url.mjs'
import { expect, test } from './support/test.mjs'

const count = 130
const books = Array.from({ length: count }, (_, at) => ({
  title: `Volume ${at + 1}${' of a work with a long name'.repeat(at % 3)}`,
  description: `The story so far, part ${at + 1}. `.repeat(1 + (at % 4)),
  category: ['science', 'poetry', 'horror', 'fantasy'][at % 4],
}))

for (const view of ['covers', 'list']) {
  test(`the ${view} view loads more books on scrolling, without a layout shift`, async ({ page, reader }) => {
    await reader.addBooks(books)
    for (const cover of ['camera.jpg', 'animated.gif', 'photo.webp']) await reader.addBook({ cover })
    await reader.signIn(page.context())
    await page.addInitScript(() => {
      window.shifts = []
      const observer = new PerformanceObserver((list) => {
        for (const { value, sources } of list.getEntries()) {
          window.shifts.push([value, ...sources.map(({ node }) => node?.className)])
        }
      })
      observer.observe({ type: 'layout-shift', buffered: true })
    })
    const requested = []
    page.on('request', (request) => {
      const { pathname, searchParams } = new URL(request.url())
      if (pathname === '/books') requested.push(searchParams.get('cursor'))
    })

    await page.goto(view === 'list' ? '/#/?view=list' : '/')
    const links = page.getByRole('region', { name: 'Books' }).getByRole('link')
    await links.first().waitFor()
    expect(await links.count()).toBeLessThan(count)
    await expect
      .poll(async () => {
        await page.mouse.wheel(0, 600)
        return links.count()
      })
      .toBe(count + 3)
    await page
      .getByRole('status')
      .filter({ hasText: `${count + 3} books.` })
      .waitFor()

    // Books near the screen get their controls when the page stands still.
    const last = page.getByRole('region', { name: 'Books' }).getByRole('listitem').last()
    await last.scrollIntoViewIfNeeded()
    await last.getByRole('slider', { name: /^Rating of/ }).waitFor({ state: 'attached' })
    await last.hover()
    await last.getByRole('checkbox').waitFor()

    expect(requested[0]).toBe(null)
    expect(requested.slice(1).every(Boolean)).toBe(true)
    expect(new Set(requested).size).toBe(requested.length)
    const shown = await links.locator('.card-title, .row-title').allTextContents()
    expect(new Set(shown).size).toBe(count + 3)
    expect(await page.evaluate(() => window.shifts)).toEqual([])
  })
}

test('covers load only while the reader scrolls slowly or stops', async ({ page, reader }) => {
  // The section of the cover is more than a screen away.
  await page.setViewportSize({ width: 1280, height: 480 })
  const covered = await reader.addBook({ cover: 'photo.webp' })
  // These newer books come first. All 48 books are on the first page of the list.
  await reader.addBooks(books.slice(0, 47))
  await reader.signIn(page.context())
  const requested = []
  // The app itself also keeps thumbnails for a time without a connection.
  page.on('request', (request) => {
    const isCover = request.resourceType() === 'image' && request.url().includes('/covers/')
    if (isCover) requested.push(request.url())
  })
  await page.clock.install()
  await page.goto('/')
  const links = page.getByRole('region', { name: 'Books' }).getByRole('link')
  await expect.poll(() => links.count()).toBe(48)
  const image = links.filter({ hasText: covered.title }).locator('img')
  const shown = () => image.evaluate(({ currentSrc }) => currentSrc)
  const distance = await image.evaluate((image) => image.getBoundingClientRect().top - innerHeight)

  // From here on, only the test advances the clock.
  await page.clock.pauseAt(Date.now() + 60_000)
  const scroll = async (pixels, ms) => {
    await page.evaluate(
      (pixels) =>
        new Promise((resolve) => {
          addEventListener('scroll', resolve, { once: true })
          scrollBy(0, pixels)
        }),
      pixels,
    )
    await page.clock.runFor(ms)
    // The browser needs real time to notify its observers.
    await page.waitForTimeout(300)
  }

  // A fast scroll brings the cover on the screen, but does not load it.
  for (let step = 0; step < 5; step++) await scroll(distance / 5, 70)
  expect(requested).toEqual([])
  expect(await shown()).toBe('')

  // A slow scroll loads the thumbnail, but not the sharp image.
  await scroll(20, 70)
  await scroll(20, 70)
  await expect.poll(shown).toBe(covered.thumbnail_url)
  await scroll(20, 70)
  expect(requested).toEqual([covered.thumbnail_url])

  // A stop loads the sharp image.
  await page.clock.runFor(500)
  await expect.poll(shown).toBe(shelfUrl(covered))
})

test('the shelf restores its scroll position', async ({ page, reader }) => {
  await reader.addBooks(books)
  await reader.signIn(page.context())
  await page.goto('/')
  const links = page.getByRole('region', { name: 'Books' }).getByRole('link')
  await links.first().waitFor()
  // The shelf has the length of all loaded books as soon as the first book is drawn.
  const far = await page.evaluate(() => document.documentElement.scrollHeight - innerHeight)
  expect(far).toBeGreaterThan(900)
  await page.mouse.wheel(0, far)
  await expect.poll(() => page.evaluate(() => scrollY)).toBeGreaterThan(far - 100)
  await expect.poll(() => links.count()).toBeGreaterThan(48)
  const before = await page.evaluate(() => scrollY)
  await page.getByRole('link', { name: 'Account' }).evaluate((link) => link.click())
  await page.getByRole('heading', { name: 'Account', exact: true }).waitFor()
  await page.goBack()
  await page.getByRole('searchbox').waitFor({ state: 'attached' })
  await expect.poll(() => page.evaluate(() => scrollY)).toBe(before)
  const areInSight = (links) =>
    links.filter((link) => {
      const { top, bottom } = link.getBoundingClientRect()
      return top < innerHeight && bottom > 0
    }).length
  await expect.poll(() => links.evaluateAll(areInSight)).toBeGreaterThan(6)
})
