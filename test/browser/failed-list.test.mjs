import { expect, test } from './support/test.mjs'

const books = (page) => page.getByRole('region', { name: 'Books', exact: true })
const titles = (page) => books(page).locator('.card-title').allTextContents()

const openTwo = async (page, reader) => {
  await reader.addBook({ title: 'Zorba', category: 'poetry' })
  await reader.addBook({ title: 'Aurora' })
  await reader.signIn(page.context())
  await page.goto('/')
  await expect.poll(() => titles(page)).toEqual(['Aurora', 'Zorba'])
  await page.route(/\/books\?/, (route) => route.fulfill({ status: 503, body: '' }))
}

test('a failed filter says so above the books, and can be tried again', async ({ page, reader }) => {
  await openTwo(page, reader)
  await page.getByRole('navigation', { name: 'Categories' }).getByRole('link', { name: 'Poetry' }).click()
  const notice = page.getByRole('region', { name: 'This list could not be loaded' })
  await notice.getByText('All books; Newest first').waitFor()
  expect(await titles(page)).toEqual(['Aurora', 'Zorba'])
  const first = await books(page).getByRole('link').first().boundingBox()
  expect((await notice.boundingBox()).y).toBeLessThan(first.y)

  await page.unroute(/\/books\?/)
  await notice.getByRole('button', { name: 'Try again' }).click()
  await expect.poll(() => titles(page)).toEqual(['Zorba'])
  expect(await notice.count()).toBe(0)
})

test('after a failed search the reader keeps the list before', async ({ page, reader }) => {
  await openTwo(page, reader)
  await page.getByRole('searchbox', { name: 'Search your books' }).fill('zorba')
  const notice = page.getByRole('region', { name: 'This list could not be loaded' })
  await notice.getByRole('button', { name: 'Keep this list' }).click()
  await notice.waitFor({ state: 'detached' })
  expect(page.url()).toMatch(/#\/$/)
  expect(await titles(page)).toEqual(['Aurora', 'Zorba'])
})
