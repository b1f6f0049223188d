import { isbnOfPile } from './support/catalogue.mjs'
import { hold } from './support/hold.mjs'
import { openScanner } from './support/scanner.mjs'
import { expect, test } from './support/test.mjs'

const [first, second, third] = [1, 2, 3].map(isbnOfPile)
const unknown = isbnOfPile(99)

const error = (status, code, headers = {}) => ({
  status,
  headers,
  json: { message: 'No.', data: null, error: { code } },
})

test('without a camera, a hand-held scanner adds book after book', async ({ page, reader }) => {
  const { dialog, row } = await openScanner(page, reader)
  await dialog.getByRole('alert').filter({ hasText: 'This device has no camera' }).waitFor()
  await dialog.getByRole('button', { name: 'Done' }).focus()
  for (const isbn of [first, second]) {
    await page.keyboard.type(isbn)
    await page.keyboard.press('Enter')
  }
  await row('Book 1 of').getByText('Added with its cover').waitFor()
  await row('Book 2 of').getByText('Added with its cover').waitFor()
  await page.keyboard.type('9780141439472')
  await page.keyboard.press('Enter')
  await dialog.getByRole('textbox', { description: /“9780141439472” is not an ISBN/ }).waitFor()
  // The next scan replaces the wrong text.
  await page.keyboard.press('ControlOrMeta+A')
  await page.keyboard.type(second)
  await page.keyboard.press('Enter')
  await dialog.getByText('This book is in the list already.').waitFor()
  expect((await reader.api('GET', '/books')).data).toHaveLength(2)
})

test('a camera that another program uses is told', async ({ page, reader }) => {
  await page.addInitScript(() => {
    navigator.mediaDevices.getUserMedia = async () => {
      throw new DOMException('Busy.', 'NotReadableError')
    }
  })
  const { dialog } = await openScanner(page, reader)
  await dialog.getByRole('alert').filter({ hasText: 'Another program uses the camera.' }).waitFor()
})

test('what no catalogue knows is kept, also over a reload, and entered by hand', async ({ page, reader }) => {
  const { row, type } = await openScanner(page, reader)
  await type(unknown)
  await row(unknown).getByText('No catalogue knows this ISBN.').waitFor()
  await page.goto('/#/books/new')
  await page.reload()
  await page.getByRole('link', { name: 'Scan 1 book is kept for later' }).click()
  await row(unknown).getByRole('button', { name: 'By hand' }).click()
  const form = page.getByRole('dialog', { name: 'Add a book' })
  await form.getByLabel('Title', { exact: true }).fill('A Private Print')
  await form.getByRole('button', { name: 'Add to the shelf' }).click()
  // Back at the pile.
  await row('A Private Print').getByText('Added', { exact: true }).waitFor()
  expect((await reader.api('GET', '/books')).data).toMatchObject([{ isbn: unknown }])
  expect(await page.evaluate((id) => localStorage.getItem(`bookplate:scans:${id}`), reader.id)).toBe(null)
})

test('a limit of lookups pauses the pile, which then continues by itself', async ({ page, reader }) => {
  const { dialog, row, type } = await openScanner(page, reader)
  let rejections = 0
  await page.route('**/lookup*', (route) =>
    rejections++ === 0 ? route.fulfill(error(429, 'rate_limited', { 'Retry-After': '3' })) : route.continue(),
  )
  await type(first)
  await row(first).getByText('Not added yet, kept for later.').waitFor()
  await dialog
    .getByText(/^The limit of 60 lookups an hour is reached\. The next is possible in \d s\. Keep scanning/)
    .waitFor()
  await type(second)
  await row('Book 1 of').getByText('Added with its cover').waitFor()
  await row('Book 2 of').getByText('Added with its cover').waitFor()
})

test('books that are scanned offline are added when the network is back', async ({ page, reader }) => {
  const { row, type } = await openScanner(page, reader)
  const noNetwork = (route) => route.abort('internetdisconnected')
  await page.route(/\/(books|lookup)\?/, noNetwork)
  for (const isbn of [first, second, third]) await type(isbn)
  for (const isbn of [first, second, third]) await row(isbn).getByText('kept for later').waitFor()
  await page.unroute(/\/(books|lookup)\?/, noNetwork)
  await page.evaluate(() => dispatchEvent(new Event('online')))
  for (const number of [1, 2, 3]) await row(`Book ${number} of`).getByText('Added with its cover').waitFor()
})

test('a catalogue that does not respond can be tried again', async ({ page, reader }) => {
  const { row, type } = await openScanner(page, reader)
  await page.route('**/lookup*', (route) => route.fulfill(error(503, 'lookup_unavailable')), { times: 1 })
  await type(first)
  await row(first).getByText('No catalogue responds at the moment.').waitFor()
  await row(first).getByRole('button', { name: 'Try again' }).click()
  await row('Book 1 of').getByText('Added with its cover').waitFor()
})

test('a lost response adds no second book, and a failed cover can be taken again', async ({
  page,
  reader,
}) => {
  const { row, type } = await openScanner(page, reader)
  let sent = 0
  await page.route('**/books', async (route) => {
    if (route.request().method() !== 'POST' || sent++ > 0) return route.continue()
    await route.fetch()
    await route.abort()
  })
  await page.route('**/books/*/cover', (route) => route.fulfill(error(503, 'lookup_unavailable')), {
    times: 1,
  })
  await type(first)
  await row('Book 1 of').getByRole('button', { name: 'Try again' }).click()
  await row('Book 1 of').getByRole('button', { name: 'Try the cover again' }).click()
  await row('Book 1 of').getByText('Added with its cover').waitFor()
  expect((await reader.api('GET', '/books')).data).toHaveLength(1)
})

test('a book that is undone before its cover arrives can be added again', async ({ page, reader }) => {
  const { row, type } = await openScanner(page, reader)
  const cover = await hold(page, '**/books/*/cover', 'POST')
  await type(first)
  await row('Book 1 of').getByText('the cover follows').waitFor()
  await row('Book 1 of').getByRole('button', { name: 'Undo' }).click()
  await row('Book 1 of').getByRole('button', { name: 'Add it again' }).click()
  await expect.poll(() => cover.count()).toBe(2)
  cover.release()
  await row('Book 1 of').getByText('Added with its cover').waitFor()
  const books = (await reader.api('GET', '/books')).data
  expect(books).toHaveLength(1)
  expect(books[0].image_url).not.toBe(null)
})

test('the pile belongs to its reader and is gone after sign-out', async ({ page, reader }) => {
  const { row, type } = await openScanner(page, reader)
  await type(unknown)
  await row(unknown).getByText('No catalogue knows this ISBN.').waitFor()
  await page.goto('/#/account')
  await page.getByRole('button', { name: 'Sign out', exact: true }).click()
  await page.getByRole('button', { name: 'Sign in' }).waitFor()
  const kept = () => page.evaluate(() => Object.keys(localStorage).filter((key) => key.includes('scans')))
  await expect.poll(kept).toEqual([])
})
