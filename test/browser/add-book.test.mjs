import { readFile } from 'node:fs/promises'
import { openMore } from './support/book-form.mjs'
import { dropFile } from './support/drop.mjs'
import { hold } from './support/hold.mjs'
import { loseResponse } from './support/lose-response.mjs'
import { fixture } from './support/reader.mjs'
import { expect, test } from './support/test.mjs'

const openForm = async (page, reader) => {
  await reader.signIn(page.context())
  await page.goto('/#/books/new/hand')
  const dialog = page.getByRole('dialog', { name: 'Add a book' })
  await openMore(dialog)
  return {
    dialog,
    cover: dialog.getByLabel('Cover image'),
    preview: dialog.getByRole('img', { name: 'Preview of the cover' }),
    add: dialog.getByRole('button', { name: 'Add to the shelf' }),
  }
}

const fillInBook = async (dialog, title) => {
  await dialog.getByLabel('Title', { exact: true }).fill(title)
  await dialog.getByText('About the book').click()
  await dialog.getByRole('radio', { name: 'Poetry' }).check()
  await dialog.getByLabel('Description').fill('Leaves, pressed.')
}

const sizeOf = (preview) =>
  preview.evaluate(({ naturalWidth, naturalHeight }) => [naturalWidth, naturalHeight])

test('a book is added with a chosen cover, and the upload shows its progress', async ({ page, reader }) => {
  const { dialog, cover, preview, add } = await openForm(page, reader)
  await cover.setInputFiles(fixture('photo.webp'))
  await preview.waitFor()
  await fillInBook(dialog, 'Herbarium')
  const upload = await hold(page, '**/books', 'POST')
  await add.click()
  await dialog.getByRole('progressbar').waitFor()
  upload.release()

  await dialog.waitFor({ state: 'detached' })
  await page.getByRole('status').filter({ hasText: '“Herbarium” is on your shelf.' }).waitFor()
  const onShelf = page.getByRole('link', { name: 'Herbarium' })
  await expect.poll(() => onShelf.locator('img').evaluate((image) => image.naturalWidth)).toBeGreaterThan(0)
  expect((await reader.api('GET', '/books')).data).toMatchObject([
    { title: 'Herbarium', category: 'poetry', description: 'Leaves, pressed.' },
  ])
})

test('a cover that is still being made ready comes with the book', async ({ page, reader }) => {
  const { dialog, cover, add } = await openForm(page, reader)
  await page.evaluate(() => {
    const decode = window.createImageBitmap
    window.createImageBitmap = async (...input) => {
      await new Promise((resolve) => Object.assign(window, { decodeNow: resolve }))
      return decode(...input)
    }
  })
  await fillInBook(dialog, 'Quick')
  await cover.setInputFiles(fixture('photo.webp'))
  await dialog.getByText('Preparing the image …').waitFor()
  await add.click()
  await dialog.getByRole('button', { name: 'Saving …' }).waitFor()
  await page.evaluate(() => window.decodeNow())
  await dialog.waitFor({ state: 'detached' })
  const [book] = (await reader.api('GET', '/books')).data
  expect(book.image_url).not.toBe(null)
})

test('a cover is dropped on its field', async ({ page, reader }) => {
  const { dialog, cover, preview, add } = await openForm(page, reader)
  await dropFile(page, cover, fixture('palette.png'))
  await preview.waitFor()
  await fillInBook(dialog, 'Dropped')
  await add.click()
  await page.getByRole('link', { name: 'Dropped' }).waitFor()
})

test('a file that is dropped beside the field does nothing', async ({ page, reader }) => {
  const { dialog } = await openForm(page, reader)
  await dialog.getByText('About the book').click()
  const description = dialog.getByLabel('Description')
  await dropFile(page, description, fixture('palette.png'))
  await dialog.getByLabel('Title', { exact: true }).fill('Still here')
  expect(await description.inputValue()).toBe('')
})

test('a pasted image becomes the cover, and pasted text goes to its field', async ({ page, reader }) => {
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  const { dialog, preview } = await openForm(page, reader)
  const image = (await readFile(fixture('palette.png'))).toString('base64')
  await page.evaluate(async (base64) => {
    const bytes = Uint8Array.from(atob(base64), (char) => char.charCodeAt(0))
    await navigator.clipboard.write([
      new ClipboardItem({ 'image/png': new Blob([bytes], { type: 'image/png' }) }),
    ])
  }, image)
  await dialog.getByLabel('Title', { exact: true }).press('ControlOrMeta+V')
  await preview.waitFor()
  expect(await dialog.getByLabel('Title', { exact: true }).inputValue()).toBe('')

  await page.evaluate(() => navigator.clipboard.writeText('A title from elsewhere'))
  await dialog.getByLabel('Title', { exact: true }).press('ControlOrMeta+V')
  await expect
    .poll(() => dialog.getByLabel('Title', { exact: true }).inputValue())
    .toBe('A title from elsewhere')
})

test('a large photo is turned upright and scaled down before it is sent', async ({ page, reader }) => {
  const { dialog, cover, preview, add } = await openForm(page, reader)
  await cover.setInputFiles(fixture('camera.jpg'))
  await preview.waitFor()
  await expect.poll(() => sizeOf(preview)).toEqual([900, 1200])
  await fillInBook(dialog, 'By the Lake')
  await add.click()
  await page.getByRole('link', { name: 'By the Lake' }).waitFor()
})

test('a file that is not an image gives an error beside the field', async ({ page, reader }) => {
  const { dialog, cover } = await openForm(page, reader)
  await cover.setInputFiles({ name: 'cover.png', mimeType: 'image/png', buffer: Buffer.from('not an image') })
  await dialog.getByRole('alert').filter({ hasText: 'This file is not an image that can be read.' }).waitFor()
  expect(await cover.getAttribute('aria-invalid')).toBe('true')
})

test('a form without a title asks for it', async ({ page, reader }) => {
  const { dialog, add } = await openForm(page, reader)
  await add.click()
  await dialog.getByRole('textbox', { name: 'Title', description: 'Enter a title.' }).waitFor()
})

test('an error for a taken title keeps the values of the form', async ({ page, reader }) => {
  await reader.addBook({ title: 'Twice' })
  const { dialog, cover, preview, add } = await openForm(page, reader)
  await cover.setInputFiles(fixture('palette.png'))
  await preview.waitFor()
  await fillInBook(dialog, 'Twice')
  await add.click()
  await dialog
    .getByRole('textbox', {
      name: 'Title',
      description: 'You have this book already: the same title, authors and ISBN.',
    })
    .waitFor()
  expect(await dialog.getByLabel('Description').inputValue()).toBe('Leaves, pressed.')
})

test('a lost response does not create a second book', async ({ page, reader }) => {
  const { dialog, cover, preview, add } = await openForm(page, reader)
  await cover.setInputFiles(fixture('palette.png'))
  await preview.waitFor()
  await fillInBook(dialog, 'Only Once')
  await loseResponse(page, '*/books')
  await add.click()
  await dialog.getByRole('alert').filter({ hasText: 'The service could not be reached.' }).waitFor()
  await add.click()
  await dialog.waitFor({ state: 'detached' })
  expect((await reader.api('GET', '/books')).data).toHaveLength(1)
})

test('the form asks before it discards unsaved changes', async ({ page, reader }) => {
  const { dialog } = await openForm(page, reader)
  await dialog.getByLabel('Title', { exact: true }).fill('Half a')
  await page.keyboard.press('Escape')
  await dialog.getByRole('alert').filter({ hasText: 'Your changes are not saved.' }).waitFor()
  // A second Escape closes the browser's dialog, which opens again.
  await page.keyboard.press('Escape')
  const keep = dialog.getByRole('button', { name: 'Keep editing' })
  await expect.poll(() => keep.evaluate((button) => button === document.activeElement)).toBe(true)
  await page.keyboard.press('Enter')
  await page.keyboard.type(' title')
  expect(await dialog.getByLabel('Title', { exact: true }).inputValue()).toBe('Half a title')
  await page.keyboard.press('Escape')
  await dialog.getByRole('button', { name: 'Discard' }).click()
  await dialog.waitFor({ state: 'detached' })
})
