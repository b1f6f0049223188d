import { hasFocusSoon } from './support/focus.mjs'
import { expect, test } from './support/test.mjs'

const toast = (page, text) => page.getByRole('status').filter({ hasText: text })

/** Deletes “Going”, and opens “Staying” while Undo is offered. */
const deleteAndOpen = async (page, reader) => {
  await reader.addBook({ title: 'Staying' })
  await reader.addBook({ title: 'Going' })
  await reader.signIn(page.context())
  await page.clock.install()
  await page.goto('/')
  const books = page.getByRole('region', { name: 'Books' })
  const going = books.getByRole('link', { name: 'Going' })
  await going.click()
  await page.getByRole('dialog', { name: 'Going' }).getByRole('button', { name: 'Delete' }).click()
  await toast(page, 'Deleted “Going”.').waitFor()
  await books.getByRole('link', { name: 'Staying' }).click()
  const dialog = page.getByRole('dialog', { name: 'Staying' })
  await dialog.getByText('A book.').waitFor()
  return { going, dialog, undo: page.getByRole('button', { name: 'Undo' }) }
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
  const { dialog, undo } = await deleteAndOpen(page, reader)
  await dialog.getByRole('link', { name: 'Edit' }).focus()
  await undo.focus()
  await page.keyboard.press('Enter')
  await undo.waitFor({ state: 'detached' })
  await hasFocusSoon(dialog.getByRole('link', { name: 'Edit' }))
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
  const show = (state) =>
    page.evaluate((visibility) => {
      Object.defineProperty(document, 'visibilityState', { value: visibility, configurable: true })
      document.dispatchEvent(new Event('visibilitychange'))
    }, state)
  await show('hidden')
  await page.clock.fastForward(60_000)
  await show('visible')
  await page.clock.fastForward(8000)
  await undo.click()
})

test('the offline banner is shown and announced above a dialog', async ({ page, context, reader }) => {
  const { id } = await reader.addBook({ title: 'Alone' })
  await reader.signIn(context)
  await page.goto(`/#/books/${id}`)
  const dialog = page.getByRole('dialog', { name: 'Alone' })
  await dialog.getByText('A book.').waitFor()
  await context.setOffline(true)
  const banner = dialog.getByRole('status').filter({ hasText: 'You are offline.' })
  await banner.waitFor()
  const isOnTop = await banner.evaluate((element) => {
    const { x, y, width, height } = element.getBoundingClientRect()
    return element.contains(document.elementFromPoint(x + width / 2, y + height / 2))
  })
  expect(isOnTop).toBe(true)
  await context.setOffline(false)
  await banner.waitFor({ state: 'detached' })
})
