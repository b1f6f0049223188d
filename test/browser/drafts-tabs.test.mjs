import { openEditor, openNewForm } from './support/book-form.mjs'
import {
  continueOffer,
  crash,
  keptTitles,
  messageWith,
  offerOf,
  titleOf,
  waitUntilKept,
} from './support/drafts.mjs'
import { expect, test } from './support/test.mjs'

test('the draft of a tab that crashed is offered in the next tab', async ({ page, context, reader }) => {
  await titleOf(await openNewForm(page, reader)).fill('Survivor')
  await waitUntilKept(page, 'Survivor')
  await crash(page)
  const next = await context.newPage()
  await next.goto('/#/books/new')
  await offerOf(next.getByRole('dialog'), 'Survivor').getByRole('button', { name: 'Continue' }).click()
  const dialog = next.getByRole('dialog', { name: 'Add a book' })
  await expect.poll(() => titleOf(dialog).inputValue()).toBe('Survivor')
})

test('two tabs that edit the same book keep a draft each', async ({ page, context, reader }) => {
  const { id } = await reader.addBook({ title: 'Shared' })
  await titleOf(await openEditor(page, reader, id)).fill('From one')
  await waitUntilKept(page, 'From one')
  const second = await context.newPage()
  const editor = await openEditor(second, reader, id)
  await titleOf(editor).fill('From two')
  await waitUntilKept(second, 'From two')
  expect(await keptTitles(second)).toEqual(['From one', 'From two'])
  expect(await editor.locator('.draft-offer').count()).toBe(0)

  await page.close()
  await second.reload()
  await offerOf(editor, 'From two').waitFor()
  // Text that was typed before is not lost: it becomes a draft too.
  await titleOf(editor).fill('From now')
  await continueOffer(editor, 'From one')
  await offerOf(editor, 'From now').waitFor()
})

test('a form works without storage, and says how long its draft is kept', async ({ page, reader }) => {
  await page.addInitScript(() => {
    IDBFactory.prototype.open = () => {
      throw new DOMException('The user denied permission.', 'SecurityError')
    }
  })
  const dialog = await openNewForm(page, reader)
  await titleOf(dialog).fill('By heart')
  await page.evaluate(() => {
    location.hash = '#/'
  })
  await messageWith(page, 'The draft of “By heart” is kept until this page is closed.')
    .getByRole('button', { name: 'Continue' })
    .click()
  await expect.poll(() => titleOf(dialog).inputValue()).toBe('By heart')
  await dialog.getByRole('button', { name: 'Add to the shelf' }).click()
  await dialog.waitFor({ state: 'detached' })
  expect((await reader.api('GET', '/books')).data).toMatchObject([{ title: 'By heart' }])
})
