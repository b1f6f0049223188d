import { openNewForm } from './support/book-form.mjs'
import { messageWith, signOutHere, titleOf } from './support/drafts.mjs'
import { expect, test } from './support/test.mjs'

const dialogOf = (page) => page.getByRole('dialog', { name: 'Add a book' })

test('without a storage a draft lasts as long as the page, and is told so', async ({ page, reader }) => {
  await page.addInitScript(() => {
    IDBFactory.prototype.open = () => {
      throw new DOMException('Forbidden.', 'SecurityError')
    }
  })
  await titleOf(await openNewForm(page, reader)).fill('Volatile')
  await page.goto('/#/account')
  const message = messageWith(page, 'The draft of “Volatile” is kept until this page is closed.')
  await message.getByRole('button', { name: 'Continue' }).click()
  await expect.poll(() => titleOf(dialogOf(page)).inputValue()).toBe('Volatile')
})

test('a storage that never responds delays a form and a sign-out only briefly', async ({ page, reader }) => {
  await page.addInitScript(() => {
    const { open } = IDBFactory.prototype
    IDBFactory.prototype.open = function (name, ...rest) {
      return name === 'bookplate-drafts' ? {} : open.call(this, name, ...rest)
    }
    // The form has asked the storage when its draft is kept.
    window.asked = 0
    const { set } = Map.prototype
    Map.prototype.set = function (key, value) {
      if (value?.title === 'Patient' && value.keptAt) window.asked++
      return set.call(this, key, value)
    }
  })
  const dialog = await openNewForm(page, reader)
  await titleOf(dialog).fill('Patient')
  await expect.poll(() => page.evaluate(() => window.asked)).toBeGreaterThan(0)
  await dialog.getByRole('button', { name: 'Add to the shelf' }).click()
  await dialog.waitFor({ state: 'detached' })
  await signOutHere(page)
})
