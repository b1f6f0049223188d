import { openEditor, openGroup, openNewForm } from './support/book-form.mjs'
import { continueOffer, messageWith, offerOf, titleOf, waitUntilKept } from './support/drafts.mjs'
import { fixture } from './support/reader.mjs'
import { expect, test } from './support/test.mjs'

const newDialog = (page) => page.getByRole('dialog', { name: 'Add a book' })

test('a draft with a cover is offered again after a reload, and can be discarded and taken back', async ({
  page,
  reader,
}) => {
  let dialog = await openNewForm(page, reader)
  await titleOf(dialog).fill('Herbarium')
  await openGroup(dialog, 'About the book')
  await dialog.getByRole('radio', { name: 'Poetry' }).check()
  await dialog.getByLabel('Cover image').setInputFiles(fixture('palette.png'))
  await dialog.getByRole('img', { name: 'Preview of the cover' }).waitFor()
  await titleOf(dialog).fill('Herbarium II')
  await waitUntilKept(page, 'Herbarium II')

  await page.reload()
  dialog = newDialog(page)
  await offerOf(dialog, 'Herbarium II').getByRole('button', { name: 'Discard' }).click()
  await offerOf(dialog, 'Herbarium II').waitFor({ state: 'detached' })
  await dialog.getByRole('button', { name: 'Undo' }).click()
  await continueOffer(dialog, 'Herbarium II')
  await dialog.getByRole('img', { name: 'Preview of the cover' }).waitFor()
  // The fields that hold something are unfolded.
  await dialog.getByRole('radio', { name: 'Poetry' }).waitFor()
  expect(await dialog.getByRole('radio', { name: 'Poetry' }).isChecked()).toBe(true)

  await dialog.getByRole('button', { name: 'Add to the shelf' }).click()
  await dialog.waitFor({ state: 'detached' })
  const [book] = (await reader.api('GET', '/books')).data
  expect(book).toMatchObject({ title: 'Herbarium II', category: 'poetry' })
  expect(book.image_url).not.toBe(null)
  await page.goto('/#/books/new/hand')
  await titleOf(newDialog(page)).waitFor()
  await expect.poll(() => newDialog(page).locator('.draft-offer').count()).toBe(0)
})

test('browser Back keeps the draft of a new book, and the message continues it', async ({ page, reader }) => {
  await reader.signIn(page.context())
  await page.goto('/')
  await page.getByRole('heading', { name: 'Mary Shelley' }).waitFor()
  await page.evaluate(() => {
    location.hash = '#/books/new/hand'
  })
  await titleOf(newDialog(page)).fill('Half a thought')
  await page.goBack()
  await newDialog(page).waitFor({ state: 'detached' })
  const message = messageWith(page, 'The draft of “Half a thought” is kept.')
  await message.getByRole('button', { name: 'Continue' }).click()
  await expect.poll(() => titleOf(newDialog(page)).inputValue()).toBe('Half a thought')
  expect((await reader.api('GET', '/books')).data).toEqual([])
})

test('browser Back and a link keep the draft of a changed book', async ({ page, reader }) => {
  const { id } = await reader.addBook({ title: 'Before' })
  await reader.signIn(page.context())
  await page.goto(`/#/books/${id}`)
  await page.getByRole('link', { name: 'Edit' }).click()
  const editor = page.getByRole('dialog', { name: 'Edit the book' })
  await titleOf(editor).fill('After')
  await page.goBack()
  await editor.waitFor({ state: 'detached' })
  await page.goForward()
  await continueOffer(editor, 'After')
  await page.evaluate(() => {
    location.hash = '#/account'
  })
  await messageWith(page, 'The draft of “After” is kept.').getByRole('button', { name: 'Continue' }).click()
  await expect.poll(() => titleOf(editor).inputValue()).toBe('After')
  await editor.getByRole('button', { name: 'Save' }).click()
  await editor.waitFor({ state: 'detached' })
  expect((await reader.api('GET', `/books/${id}`)).data.title).toBe('After')
})

test('a draft of an older version is merged with what was changed since', async ({ page, reader }) => {
  const { id } = await reader.addBook({ title: 'Before', description: 'First.' })
  let editor = await openEditor(page, reader, id)
  await titleOf(editor).fill('Mine')
  await waitUntilKept(page, 'Mine')
  await page.goto('about:blank')
  await reader.api('PATCH', `/books/${id}`, { json: { description: 'Second.' } })
  editor = await openEditor(page, reader, id)
  await continueOffer(editor, 'Mine')
  expect(await editor.getByLabel('Description').inputValue()).toBe('Second.')
  await editor.getByRole('button', { name: 'Save' }).click()
  await editor.waitFor({ state: 'detached' })
  expect((await reader.api('GET', `/books/${id}`)).data).toMatchObject({
    title: 'Mine',
    description: 'Second.',
  })
})
