import { expect, test } from './support/test.mjs'

const bookOf = async (reader, id) => (await reader.api('GET', `/books/${id}`)).data
const addBook = async (reader, fields) =>
  (await reader.api('POST', '/books', { json: { title: 'Emma', ...fields } })).data.id

/** Opens the shelf in a place where it is another day than in UTC. */
const openAt = async (browser, page, reader, timezoneId, time) => {
  const { baseURL } = page.context()._options
  const context = await browser.newContext({ baseURL, timezoneId, locale: 'en-GB' })
  await reader.signIn(context)
  const there = await context.newPage()
  await there.clock.setFixedTime(time)
  await there.goto('/')
  await there.getByRole('link', { name: 'Emma' }).hover()
  return there
}

test('a book is started and finished on the day of the reader', async ({ browser, page, reader }) => {
  const id = await addBook(reader, { status: 'want_to_read' })
  const first = await openAt(browser, page, reader, 'Pacific/Auckland', '2026-10-31T20:00:00Z')
  await first.getByRole('button', { name: 'Started today: “Emma”' }).click()
  await expect.poll(async () => (await bookOf(reader, id)).status).toBe('reading')
  expect((await bookOf(reader, id)).readings).toEqual([{ started_on: '2026-11-01', finished_on: null }])
  await first.context().close()

  const later = await openAt(browser, page, reader, 'America/Los_Angeles', '2026-11-09T03:00:00Z')
  await later.getByRole('button', { name: 'Finished today: “Emma”' }).click()
  await expect.poll(async () => (await bookOf(reader, id)).status).toBe('read')
  expect(await bookOf(reader, id)).toMatchObject({
    progress: 1,
    readings: [{ started_on: '2026-11-01', finished_on: '2026-11-08' }],
  })
  // A book that was read has no next step.
  expect(await later.getByRole('button', { name: /“Emma” today/ }).count()).toBe(0)

  await later.getByRole('button', { name: 'Undo' }).click()
  await expect.poll(async () => (await bookOf(reader, id)).status).toBe('reading')
  expect(await bookOf(reader, id)).toMatchObject({
    progress: null,
    readings: [{ started_on: '2026-11-01', finished_on: null }],
  })
  await later.context().close()
})

test('a book in progress shows how far the reader is', async ({ page, reader }) => {
  await addBook(reader, { status: 'reading', progress: 0.4, rating: 3 })
  await reader.signIn(page.context())
  await page.goto('/')
  await page.getByRole('link', { name: 'Emma' }).getByText('Reading, 40 %').waitFor()
  expect(await page.locator('.bookmark').evaluate((mark) => mark.style.getPropertyValue('--read'))).toBe(
    '40%',
  )
})

test('changes of one book that fail one after another are all sent again', async ({ page, reader }) => {
  const { id } = await reader.addBook({ title: 'Emma', description: 'First.' })
  await reader.signIn(page.context())
  await page.goto(`/#/books/${id}`)
  const sheet = page.getByRole('dialog', { name: 'Emma', exact: true })
  const failed = page.getByRole('status', { name: 'Messages' }).filter({ hasText: 'was not changed' })
  const fail = (route) => (route.request().method() === 'PATCH' ? route.abort() : route.continue())
  await page.route('**/books/*', fail)
  await sheet.getByRole('combobox', { name: 'Status' }).selectOption('reading')
  await failed.waitFor()
  const second = page.waitForEvent('requestfailed')
  await sheet.getByRole('slider').press('4')
  await second
  await expect.poll(() => sheet.getByRole('slider').getAttribute('aria-valuetext')).toBe('Not rated')
  await page.unroute('**/books/*', fail)
  await failed.getByRole('button', { name: 'Try again' }).click()
  await expect
    .poll(async () => {
      const { status, rating } = (await reader.api('GET', `/books/${id}`)).data
      return { status, rating }
    })
    .toEqual({ status: 'reading', rating: 4 })
})
