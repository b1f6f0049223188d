import { openGroup, openNewForm } from './support/book-form.mjs'
import { continueOffer, crash, messageWith, titleOf, waitUntilKept } from './support/drafts.mjs'
import { fixture } from './support/reader.mjs'
import { expect, test } from './support/test.mjs'

/** Images are decoded when `decodeNow` is called. */
const holdDecoding = (page) =>
  page.evaluate(() => {
    const { promise, resolve } = Promise.withResolvers()
    const decode = window.createImageBitmap
    window.createImageBitmap = async (...input) => {
      await promise
      return decode(...input)
    }
    window.decodeNow = resolve
  })

const preview = (dialog) => dialog.getByRole('img', { name: 'Preview of the cover' })

test('values that are typed while a photo is made ready stay, and so does a choice after it', async ({
  page,
  reader,
}) => {
  const dialog = await openNewForm(page, reader)
  await openGroup(dialog, 'About the book')
  await holdDecoding(page)
  await dialog.getByLabel('Cover image').setInputFiles(fixture('camera.jpg'))
  await dialog.getByText('Preparing the image …').waitFor()
  await titleOf(dialog).fill('By the Lake')
  await dialog.getByRole('radio', { name: 'Poetry' }).check()
  await dialog.getByLabel('Author 1').fill('A. Swan')
  await page.evaluate(() => window.decodeNow())
  await preview(dialog).waitFor()
  expect(await titleOf(dialog).inputValue()).toBe('By the Lake')
  expect(await dialog.getByRole('radio', { name: 'Poetry' }).isChecked()).toBe(true)
  await dialog.getByRole('button', { name: 'Add to the shelf' }).click()
  await dialog.waitFor({ state: 'detached' })
  expect((await reader.api('GET', '/books')).data).toMatchObject([
    { title: 'By the Lake', category: 'poetry', authors: ['A. Swan'] },
  ])
})

test('a photo that is made ready after the form was left comes with the draft', async ({ page, reader }) => {
  const dialog = await openNewForm(page, reader)
  await holdDecoding(page)
  await dialog.getByLabel('Cover image').setInputFiles(fixture('palette.png'))
  await titleOf(dialog).fill('In a hurry')
  await waitUntilKept(page, 'In a hurry')
  await page.evaluate(() => {
    location.hash = '#/'
  })
  await dialog.waitFor({ state: 'detached' })
  await page.evaluate(() => window.decodeNow())
  await messageWith(page, 'The draft of “In a hurry” is kept.').waitFor()
  await page.goto('/#/books/new/hand')
  await continueOffer(dialog, 'In a hurry')
  await preview(dialog).waitFor()
})

test('a photo that was not ready at a crash is made ready when the draft is continued', async ({
  page,
  reader,
}) => {
  const dialog = await openNewForm(page, reader)
  await holdDecoding(page)
  await dialog.getByLabel('Cover image').setInputFiles(fixture('camera.jpg'))
  await titleOf(dialog).fill('In the dark')
  await waitUntilKept(page, 'In the dark')
  await crash(page)
  const next = await page.context().newPage()
  await next.goto('/#/books/new/hand')
  const again = next.getByRole('dialog', { name: 'Add a book' })
  await continueOffer(again, 'In the dark')
  await preview(again).waitFor()
  await again.getByRole('button', { name: 'Add to the shelf' }).click()
  await again.waitFor({ state: 'detached' })
  const [book] = (await reader.api('GET', '/books')).data
  expect(book.image_url).not.toBe(null)
})
