import { expect, test } from './support/test.mjs'

/** Effects wait for a frame, or for 35 ms without one. `lateFrames(false)` runs those that waited. */
const holdFrames = (page) =>
  page.addInitScript(() => {
    const { requestAnimationFrame: frame, setTimeout: later } = window
    let isLate = false
    const waiting = []
    const wait = (run) => waiting.push(run)
    window.requestAnimationFrame = (run) => (isLate ? wait(run) : frame(run))
    window.setTimeout = (run, ms, ...rest) => (isLate && ms === 35 ? wait(run) : later(run, ms, ...rest))
    window.lateFrames = (value) => {
      isLate = value
      for (const run of waiting.splice(0)) run()
    }
  })

test('a script that arrives before the first effect of its part is shown', async ({ page, reader }) => {
  const { id } = await reader.addBook({ title: 'Emma' })
  await reader.signIn(page.context())
  await holdFrames(page)
  for (const [script, path, shown] of [
    ['book-sheet', `/#/books/${id}`, page.getByRole('dialog', { name: 'Emma', exact: true })],
    ['add-dialog', '/#/books/new/hand', page.getByRole('dialog', { name: 'Add a book' })],
    ['edit-book', `/#/books/${id}/edit`, page.getByRole('dialog', { name: 'Edit the book' })],
  ]) {
    const { promise: open, resolve: release } = Promise.withResolvers()
    const requested = page.waitForRequest(`**/assets/${script}-*.js`)
    await page.route(`**/assets/${script}-*.js`, async (route) => {
      await open
      await route.continue()
    })
    await page.goto('/')
    await page.getByRole('region', { name: 'Books' }).getByRole('link', { name: 'Emma' }).waitFor()
    // It is loaded before it is needed.
    const request = await requested
    await page.evaluate((href) => {
      window.lateFrames(true)
      location.hash = href.slice(1)
    }, path)
    await expect.poll(() => page.evaluate(() => location.hash)).toBe(path.slice(1))
    release()
    await (await request.response()).finished()
    // As a text, because the test runner rewrites imports.
    await page.evaluate(`import(${JSON.stringify(request.url())}).then(() => lateFrames(false))`)
    await shown.waitFor()
    await page.goto('about:blank')
  }
})
