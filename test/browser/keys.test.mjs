import { hasFocus } from './support/keyboard.mjs'
import { expect, test } from './support/test.mjs'

const openShelf = async (page, reader) => {
  const titles = Array.from({ length: 12 }, (_, at) => `Book ${String.fromCharCode(65 + at)}`)
  await reader.addBooks(titles.map((title) => ({ title, description: '', category: 'poetry' })))
  await reader.signIn(page.context())
  await page.goto('/#/?sort=title')
  await page.getByRole('link', { name: 'Book L' }).waitFor()
}

const searchField = (page) => page.getByRole('searchbox', { name: 'Search your books' })

test('single keys search, add and show the keys, from any page', async ({ page, reader }) => {
  await openShelf(page, reader)
  await page.keyboard.press('/')
  await expect.poll(() => hasFocus(searchField(page))).toBe(true)
  await page.keyboard.press('Escape')
  await page.goto('/#/account')
  await page.getByRole('heading', { name: 'Account', exact: true }).waitFor()
  await page.keyboard.press('/')
  await expect.poll(() => hasFocus(searchField(page))).toBe(true)

  await page.keyboard.press('Shift+Tab')
  await page.keyboard.press('?')
  const help = page.getByRole('dialog', { name: 'Keys' })
  await help.getByText('Search your books').waitFor()
  await page.keyboard.press('n')
  await page.keyboard.press('Escape')
  await help.waitFor({ state: 'detached' })
  await page.keyboard.press('n')
  await page.getByRole('dialog').waitFor()
  expect(page.url()).toContain('/books/new')
})

test('keys mean nothing while the reader types, nor with a modifier', async ({ page, reader }) => {
  await openShelf(page, reader)
  await searchField(page).fill('')
  await page.keyboard.type('n/?')
  expect(await searchField(page).inputValue()).toBe('n/?')
  await searchField(page).fill('')
  await searchField(page).blur()
  for (const keys of ['Control+n', 'Alt+n', 'Meta+/']) await page.keyboard.press(keys)
  expect(await page.getByRole('dialog').count()).toBe(0)
  expect(await hasFocus(searchField(page))).toBe(false)
})

test('arrows move between the books of the shelf', async ({ page, reader }) => {
  await openShelf(page, reader)
  const book = (letter) => page.getByRole('link', { name: `Book ${letter}` })
  await book('A').focus()
  await page.keyboard.press('ArrowRight')
  expect(await hasFocus(book('B'))).toBe(true)
  await page.keyboard.press('ArrowDown')
  const below = await page.evaluate(() => document.activeElement.textContent)
  expect(below).not.toContain('Book B')
  const left = (locator) => locator.evaluate((element) => element.getBoundingClientRect().left)
  expect(await left(page.locator(':focus'))).toBe(await left(book('B')))
  await page.keyboard.press('ArrowUp')
  expect(await hasFocus(book('B'))).toBe(true)
  await page.keyboard.press('ArrowLeft')
  await page.keyboard.press('ArrowLeft')
  expect(await hasFocus(book('A'))).toBe(true)
})

test('a list of keys that cannot be loaded is told', async ({ page, reader }) => {
  await openShelf(page, reader)
  const script = { contentType: 'text/javascript', body: 'throw new Error("A script that fails")' }
  await page.route(/assets\/help-[\w-]+\.js/, (route) => route.fulfill(script))
  await page.keyboard.press('?')
  await page.getByRole('status').filter({ hasText: 'The service could not be reached.' }).waitFor()
})

test('single keys can be turned off', async ({ page, reader }) => {
  await openShelf(page, reader)
  await page.keyboard.press('?')
  const use = page.getByRole('checkbox', { name: 'Use single keys as shortcuts' })
  await use.uncheck()
  await page.keyboard.press('Escape')
  await page.reload()
  await page.getByRole('link', { name: 'Book L' }).waitFor()
  for (const key of ['/', 'n', '?']) await page.keyboard.press(key)
  expect(await page.getByRole('dialog').count()).toBe(0)
  expect(await hasFocus(searchField(page))).toBe(false)
  await page.goto('/#/account')
  expect(await use.isChecked()).toBe(false)
})
