import { hasFocusSoon } from './support/focus.mjs'
import { expect, test } from './support/test.mjs'

/** Deletes “Going”, and opens a form while Undo is offered. */
const deleteAndOpen = async (page, reader) => {
  const { id } = await reader.addBook({ title: 'Staying' })
  await reader.addBook({ title: 'Going' })
  await reader.signIn(page.context())
  await page.clock.install()
  await page.goto('/')
  const books = page.getByRole('region', { name: 'Books', exact: true })
  const going = books.getByRole('link', { name: 'Going' })
  await going.click()
  await page.getByRole('dialog', { name: 'Going' }).getByRole('button', { name: 'Delete' }).click()
  const undo = page.getByRole('button', { name: 'Undo' })
  // On a slow machine, the time must not pass.
  await undo.hover()
  await page.evaluate((book) => {
    location.hash = `#/books/${book}/edit`
  }, id)
  const dialog = page.getByRole('dialog', { name: 'Edit the book' })
  const title = dialog.getByLabel('Title', { exact: true })
  await hasFocusSoon(title)
  return { going, dialog, title, undo }
}

test('Undo works above an open dialog, which stays open', async ({ page, reader }) => {
  const { going, dialog, undo } = await deleteAndOpen(page, reader)
  await undo.click()
  await undo.waitFor({ state: 'detached' })
  expect(await dialog.isVisible()).toBe(true)
  await page.keyboard.press('Escape')
  await going.waitFor()
})

test('Undo is reached with the keyboard, and the focus stays in the dialog afterwards', async ({
  page,
  reader,
}) => {
  const { title, undo } = await deleteAndOpen(page, reader)
  await undo.focus()
  await page.keyboard.press('Enter')
  await undo.waitFor({ state: 'detached' })
  await hasFocusSoon(title)
})

test('the time to undo stands still while the pointer or the focus is on it', async ({ page, reader }) => {
  const { undo } = await deleteAndOpen(page, reader)
  await undo.hover()
  await page.clock.fastForward(60_000)
  await undo.focus()
  await page.mouse.move(5, 5)
  await page.clock.fastForward(60_000)
  await undo.waitFor()
  await undo.blur()
  const deletion = page.waitForRequest((request) => request.method() === 'DELETE')
  await page.clock.fastForward(10_000)
  await deletion
})

test('the time to undo stands still while the page is hidden', async ({ page, reader }) => {
  const { undo } = await deleteAndOpen(page, reader)
  await page.mouse.move(5, 5)
  const show = (state) =>
    page.evaluate((visibility) => {
      Object.defineProperty(document, 'visibilityState', { value: visibility, configurable: true })
      document.dispatchEvent(new Event('visibilitychange'))
    }, state)
  await show('hidden')
  await page.clock.fastForward(60_000)
  await show('visible')
  await page.clock.fastForward(1000)
  await undo.click()
})

test('the offline banner is shown and announced above a dialog', async ({ page, context, reader }) => {
  const { id } = await reader.addBook({ title: 'Alone' })
  await reader.signIn(context)
  await page.goto(`/#/books/${id}/edit`)
  const dialog = page.getByRole('dialog', { name: 'Edit the book' })
  await hasFocusSoon(dialog.getByLabel('Title', { exact: true }))
  const tell = (isOnline) =>
    page.evaluate((value) => {
      Object.defineProperty(navigator, 'onLine', { value, configurable: true })
      dispatchEvent(new Event(value ? 'online' : 'offline'))
    }, isOnline)
  await tell(false)
  const banner = dialog.getByRole('status').filter({ hasText: 'You are offline.' })
  await banner.waitFor()
  const isOnTop = await banner.evaluate((element) => {
    const { x, y, width, height } = element.getBoundingClientRect()
    return element.contains(document.elementFromPoint(x + width / 2, y + height / 2))
  })
  expect(isOnTop).toBe(true)
  await tell(true)
  await banner.waitFor({ state: 'detached' })
})
