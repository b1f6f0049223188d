import { hasFocus, isFocusVisible, tabTo } from './support/keyboard.mjs'
import { fixture } from './support/reader.mjs'
import { expect, test } from './support/test.mjs'

test('a library can be used with the keyboard only', async ({ page, reader }) => {
  const { keyboard } = page
  await page.goto('/')
  const email = page.getByLabel('Email')
  await email.waitFor()
  await tabTo(page, email)
  await keyboard.type(reader.email)
  await keyboard.press('Tab')
  await keyboard.type(reader.password)
  await keyboard.press('Enter')

  await page.getByRole('heading', { name: reader.name }).waitFor()
  const shelf = page.getByRole('region', { name: 'Books' })
  await tabTo(page, shelf.getByRole('link', { name: 'Add a book' }))
  await keyboard.press('Enter')
  const dialog = page.getByRole('dialog', { name: 'Add a book' })
  await tabTo(page, dialog.getByRole('link', { name: 'By hand' }))
  await keyboard.press('Enter')
  await dialog.getByLabel('Title', { exact: true }).waitFor()
  const chooser = page.waitForEvent('filechooser')
  await tabTo(page, dialog.getByLabel('Cover image'))
  await keyboard.press('Enter')
  await (await chooser).setFiles(fixture('palette.png'))
  await dialog.getByRole('img', { name: 'Preview of the cover' }).waitFor()
  await tabTo(page, dialog.getByLabel('Title', { exact: true }))
  await keyboard.type('Hands Off')
  await tabTo(page, dialog.locator('summary').filter({ hasText: /^More/ }))
  await keyboard.press('Enter')
  await tabTo(page, dialog.locator('summary').filter({ hasText: 'About the book' }))
  await keyboard.press('Enter')
  await tabTo(page, dialog.getByRole('radio', { name: 'No category' }))
  // From the last one to the first one, and on.
  await keyboard.press('ArrowRight')
  await keyboard.press('ArrowRight')
  expect(await dialog.getByRole('radio', { name: 'Poetry' }).isChecked()).toBe(true)
  await tabTo(page, dialog.getByRole('button', { name: 'Add to the shelf' }))
  await keyboard.press('Enter')
  await dialog.waitFor({ state: 'detached' })

  const link = shelf.getByRole('link', { name: 'Hands Off' })
  await link.waitFor()
  await tabTo(page, link)
  await keyboard.press('Enter')
  const book = page.getByRole('dialog', { name: 'Hands Off' })
  await book.waitFor()
  await keyboard.press('Escape')
  await book.waitFor({ state: 'detached' })
  await expect.poll(() => hasFocus(link)).toBe(true)

  await keyboard.press('Enter')
  await book.waitFor()
  await tabTo(page, book.getByRole('button', { name: 'Delete' }))
  await keyboard.press('Enter')
  await link.waitFor({ state: 'detached' })
  await keyboard.press('ControlOrMeta+Z')
  await link.waitFor()
})

test('the first Tab reaches the skip button', async ({ page, reader }) => {
  await reader.signIn(page.context())
  await page.goto('/')
  await page.getByRole('heading', { name: reader.name }).waitFor()
  await page.keyboard.press('Tab')
  expect(await hasFocus(page.getByRole('button', { name: 'Skip to the books' }))).toBe(true)
  expect(await isFocusVisible(page)).toBe(true)
  await page.keyboard.press('Enter')
  expect(await hasFocus(page.getByRole('region', { name: 'Books', exact: true }))).toBe(true)
})

test('the focus stays in a dialog', async ({ page, reader }) => {
  await reader.signIn(page.context())
  await page.goto('/#/books/new/hand')
  await page.getByRole('dialog').waitFor()
  for (let presses = 0; presses < 25; presses++) {
    await page.keyboard.press('Tab')
    const where = await page.evaluate(() => {
      const { activeElement } = document
      return activeElement === document.body || activeElement.closest('dialog') !== null
    })
    expect(where).toBe(true)
  }
})

test('every new page focuses its heading and sets the title', async ({ page, reader }) => {
  await reader.signIn(page.context())
  await page.goto('/')
  await page.getByRole('heading', { name: reader.name }).waitFor()
  expect(await page.title()).toBe('Your shelf · Bookplate')
  expect(await page.evaluate(() => document.documentElement.lang)).toBe('en')

  const main = page.getByRole('navigation', { name: 'Main' })
  for (const [link, name] of [
    ['Import', 'Import a library'],
    ['Account', 'Account'],
  ]) {
    await main.getByRole('link', { name: link }).click()
    const heading = page.getByRole('heading', { name, exact: true, level: 1 })
    await expect.poll(() => hasFocus(heading)).toBe(true)
    expect(await page.title()).toBe(`${name} · Bookplate`)
    expect(await main.getByRole('link', { name: link }).getAttribute('aria-current')).toBe('page')
  }
})
