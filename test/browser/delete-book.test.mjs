import { expect, test } from './support/test.mjs'

/** Deletes a book by its button. @returns its link, the sent deletions and a function for its status at the service */
const deleteBook = async (page, reader) => {
  const { id } = await reader.addBook({ title: 'Going' })
  await reader.signIn(page.context())
  const sent = []
  page.on('request', (request) => {
    if (request.method() === 'DELETE') sent.push(request.url())
  })
  await page.clock.install()
  await page.goto('/')
  const link = page.getByRole('region', { name: 'Books' }).getByRole('link', { name: 'Going' })
  await link.click()
  await page.getByRole('dialog', { name: 'Going' }).getByRole('button', { name: 'Delete' }).click()
  await page.getByRole('status').filter({ hasText: 'Deleted “Going”.' }).waitFor()
  await link.waitFor({ state: 'detached' })
  return { link, sent, status: async () => (await reader.api('GET', `/books/${id}`)).status }
}

test('a deletion is sent after ten seconds', async ({ page, reader }) => {
  const { sent, status } = await deleteBook(page, reader)
  expect(sent).toEqual([])
  expect(await status()).toBe(200)
  const deletion = page.waitForResponse((response) => response.request().method() === 'DELETE')
  await page.clock.fastForward(10_000)
  expect((await deletion).status()).toBe(204)
  expect(await status()).toBe(404)
  await page.getByRole('heading', { name: 'Your shelf is empty' }).waitFor()
})

test('Undo brings the book back', async ({ page, reader }) => {
  const { link, sent, status } = await deleteBook(page, reader)
  await page.getByRole('button', { name: 'Undo' }).click()
  await link.waitFor()
  await page.clock.fastForward(10_000)
  await page.getByRole('button', { name: 'Undo' }).waitFor({ state: 'detached' })
  expect(sent).toEqual([])
  expect(await status()).toBe(200)
})

test('a deletion is sent when the reader leaves the page', async ({ page, reader }) => {
  const { status } = await deleteBook(page, reader)
  await page.goto('about:blank')
  await expect.poll(status).toBe(404)
})

test('a deletion is sent when the tab is closed', async ({ page, reader }) => {
  const { status } = await deleteBook(page, reader)
  // The browser closes together with its last page. This page keeps it open.
  await page.context().newPage()
  await page.close({ runBeforeUnload: true })
  await expect.poll(status).toBe(404)
})

test('a failed deletion brings the book back and shows an error', async ({ page, reader }) => {
  const { link } = await deleteBook(page, reader)
  await page.route('**/books/*', (route) => route.abort())
  await page.clock.fastForward(10_000)
  await page.getByRole('status').filter({ hasText: '“Going” was not deleted.' }).waitFor()
  await link.waitFor()
})
