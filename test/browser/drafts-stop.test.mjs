import { openEditor, openNewForm } from './support/book-form.mjs'
import { messageWith, titleOf } from './support/drafts.mjs'
import { hold } from './support/hold.mjs'
import { fixture } from './support/reader.mjs'
import { expect, test } from './support/test.mjs'

const ask = (dialog, question) => dialog.getByRole('alert').filter({ hasText: question })
const button = (dialog, name) => dialog.getByRole('button', { name, exact: true })
const titles = async (reader) => (await reader.api('GET', '/books')).data.map(({ title }) => title)

/** The next request reaches the service at once. Its response waits. */
const holdResponse = async (page, url, method) => {
  const { promise: open, resolve: release } = Promise.withResolvers()
  const { promise: arrived, resolve: arrive } = Promise.withResolvers()
  const stopped = new Set()
  page.on('requestfailed', (request) => stopped.add(request))
  await page.route(url, async (route) => {
    if (route.request().method() !== method) return route.continue()
    const response = await route.fetch()
    arrive()
    await open
    if (!stopped.has(route.request())) await route.fulfill({ response })
  })
  return { arrived, release }
}

const fillIn = async (page, reader, title) => {
  const dialog = await openNewForm(page, reader)
  await titleOf(dialog).fill(title)
  await dialog.getByLabel('Cover image').setInputFiles(fixture('palette.png'))
  await dialog.getByRole('img', { name: 'Preview of the cover' }).waitFor()
  return dialog
}

test('an upload is stopped, and can be sent again or discarded', async ({ page, reader }) => {
  const dialog = await fillIn(page, reader, 'Held Back')
  const upload = await hold(page, '**/books', 'POST')
  await button(dialog, 'Add to the shelf').click()
  await expect.poll(upload.count).toBe(1)
  await page.keyboard.press('Escape')
  await ask(dialog, 'Stop the upload?').waitFor()
  await button(dialog, 'Keep saving').click()
  await button(dialog, 'Cancel').click()
  await button(dialog, 'Stop').click()
  await dialog.getByText('Stopped. The book was not saved.').waitFor()
  upload.release()
  expect(await titleOf(dialog).inputValue()).toBe('Held Back')
  expect(await titles(reader)).toEqual([])
  await button(dialog, 'Cancel').click()
  await button(dialog, 'Discard').click()
  await dialog.waitFor({ state: 'detached' })
  expect(await titles(reader)).toEqual([])
  expect(await page.getByRole('link', { name: 'Held Back' }).count()).toBe(0)
})

test('a change is stopped before it arrives, and is told as not saved', async ({ page, reader }) => {
  const { id } = await reader.addBook({ title: 'As It Was' })
  const dialog = await openEditor(page, reader, id)
  await titleOf(dialog).fill('As It Is')
  const change = await hold(page, `**/books/${id}`, 'PATCH')
  await button(dialog, 'Save').click()
  await expect.poll(change.count).toBe(1)
  await page.keyboard.press('Escape')
  await ask(dialog, 'Stop saving?').waitFor()
  await button(dialog, 'Stop').click()
  await dialog.getByText('Stopped. Your changes were not saved.').waitFor()
  change.release()
  expect(await titles(reader)).toEqual(['As It Was'])
  await button(dialog, 'Save').click()
  await dialog.waitFor({ state: 'detached' })
  expect(await titles(reader)).toEqual(['As It Is'])
})

test('a change that was saved before it could be stopped is told as saved', async ({ page, reader }) => {
  const { id } = await reader.addBook({ title: 'As It Was' })
  const dialog = await openEditor(page, reader, id)
  await titleOf(dialog).fill('As It Is')
  const { arrived, release } = await holdResponse(page, `**/books/${id}`, 'PATCH')
  await button(dialog, 'Save').click()
  await arrived
  await button(dialog, 'Cancel').click()
  await button(dialog, 'Stop').click()
  await messageWith(page, '“As It Is” is saved already.').waitFor()
  await dialog.waitFor({ state: 'detached' })
  release()
})

test('a book that was saved before it could be stopped is told as saved', async ({ page, reader }) => {
  const dialog = await openNewForm(page, reader)
  await titleOf(dialog).fill('Too Late')
  const { arrived, release } = await holdResponse(page, '**/books', 'POST')
  await button(dialog, 'Add to the shelf').click()
  await arrived
  await button(dialog, 'Cancel').click()
  await button(dialog, 'Stop').click()
  await messageWith(page, '“Too Late” is saved already.').waitFor()
  await page.getByRole('link', { name: 'Too Late' }).waitFor()
  release()
  expect(await titles(reader)).toEqual(['Too Late'])
})

test('leaving the form stops the upload, keeps the draft, and leads nowhere else', async ({
  page,
  reader,
}) => {
  const dialog = await fillIn(page, reader, 'Left Alone')
  const upload = await hold(page, '**/books', 'POST')
  await button(dialog, 'Add to the shelf').click()
  await expect.poll(upload.count).toBe(1)
  await page.evaluate(() => {
    location.hash = '#/account'
  })
  await messageWith(page, 'The draft of “Left Alone” is kept.').waitFor()
  upload.release()
  await page.getByRole('heading', { name: 'Account', exact: true }).waitFor()
  expect(await titles(reader)).toEqual([])
  expect(new URL(page.url()).hash).toBe('#/account')
  await messageWith(page, 'The draft of “Left Alone” is kept.')
    .getByRole('button', { name: 'Continue' })
    .click()
  await dialog.getByRole('img', { name: 'Preview of the cover' }).waitFor()
  await button(dialog, 'Add to the shelf').click()
  await dialog.waitFor({ state: 'detached' })
  expect(await titles(reader)).toEqual(['Left Alone'])
})
