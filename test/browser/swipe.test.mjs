import { test as base, expect } from './support/test.mjs'

const phone = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true }

/** A page on a phone with the first of three books. */
const test = base.extend('phone', async ({ browser, origin, reader }, { onCleanup }) => {
  await reader.addBooks(
    ['First', 'Second', 'Third'].map((title) => ({ title, description: `About ${title}. `.repeat(200) })),
  )
  const context = await browser.newContext({
    ...phone,
    baseURL: origin,
    locale: 'en-GB',
    serviceWorkers: 'block',
  })
  onCleanup(() => context.close())
  await reader.signIn(context)
  const page = await context.newPage()
  await page.goto('/#/?sort=title')
  await page.getByRole('region', { name: 'Books' }).getByRole('link', { name: 'Second' }).tap()
  await heading(page, 'Second').waitFor()
  return page
})

const heading = (page, name) => page.getByRole('heading', { name, level: 2, exact: true })

/** Moves a finger from one point to another in six steps. */
const drag = async (page, [fromX, fromY], [toX, toY]) => {
  const session = await page.context().newCDPSession(page)
  const send = (type, touchPoints) => session.send('Input.dispatchTouchEvent', { type, touchPoints })
  await send('touchStart', [{ x: fromX, y: fromY }])
  for (let step = 1; step <= 6; step++)
    await send('touchMove', [
      { x: fromX + ((toX - fromX) * step) / 6, y: fromY + ((toY - fromY) * step) / 6 },
    ])
  await send('touchEnd', [])
  await session.detach()
}

/** The page's part of a drag from the edge: Chromium would take the touch itself as its own Back or Forward. */
const dragFromEdge = (page, fromX, toX) =>
  page.evaluate(
    ([from, to]) => {
      const target = document.querySelector('.book')
      for (const [type, clientX] of [
        ['pointerdown', from],
        ['pointermove', (from + to) / 2],
        ['pointermove', to],
        ['pointerup', to],
      ])
        target.dispatchEvent(
          new PointerEvent(type, {
            clientX,
            clientY: 600,
            pointerType: 'touch',
            isPrimary: true,
            bubbles: true,
          }),
        )
    },
    [fromX, toX],
  )

const [left, right, middle] = [
  [90, 600],
  [300, 600],
  [200, 600],
]

for (const reducedMotion of ['no-preference', 'reduce'])
  test(`a swipe leads to the book beside this one, motion: ${reducedMotion}`, async ({ phone: page }) => {
    await page.emulateMedia({ reducedMotion })
    await drag(page, right, left)
    await heading(page, 'Third').waitFor()
    // There is no book after the last one.
    await drag(page, right, left)
    await drag(page, left, right)
    await heading(page, 'Second').waitFor()
    await page.evaluate(() => {
      document.documentElement.dir = 'rtl'
    })
    await drag(page, right, left)
    await heading(page, 'First').waitFor()
    // One entry of the history, as with the buttons.
    await page.goBack()
    await page.getByRole('region', { name: 'Books' }).getByRole('link', { name: 'First' }).waitFor()
  })

test('scrolling, the edge of the screen and a short move lead to no other book', async ({ phone: page }) => {
  await drag(page, [200, 700], [230, 200])
  await expect.poll(() => page.evaluate(() => scrollY)).toBeGreaterThan(100)
  await dragFromEdge(page, 8, 300)
  await drag(page, middle, [225, 600])
  await dragFromEdge(page, 386, 90)
  expect(await heading(page, 'Second').isVisible()).toBe(true)
  // The one that counts comes last, so the ones before have been handled.
  await drag(page, left, right)
  await heading(page, 'First').waitFor()
})

test('a swipe saves the text that is changed in its place, and none begins in the text', async ({
  phone: page,
  reader,
}) => {
  await page.getByRole('button', { name: 'Change: Title' }).tap()
  const field = page.getByRole('textbox', { name: 'Title' })
  await field.fill('Second, corrected')
  const { x, y, width } = await field.boundingBox()
  await drag(page, [x + width - 30, y + 12], [x + 10, y + 12])
  expect(await field.inputValue()).toBe('Second, corrected')
  await drag(page, right, left)
  await heading(page, 'Third').waitFor()
  await expect
    .poll(async () => (await reader.api('GET', '/books')).data.map(({ title }) => title))
    .toContain('Second, corrected')
})
