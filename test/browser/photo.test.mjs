import { hasFocus, tabTo } from './support/keyboard.mjs'
import { examine, photoOfBook } from './support/photo.mjs'
import { fixture } from './support/reader.mjs'
import { expect, test } from './support/test.mjs'

const storedCover = async (page, reader) => {
  const [book] = (await reader.api('GET', '/books')).data
  const response = await page.request.get(book.image_url)
  return { book, image: await examine(await response.body()) }
}

/** Opens the form with a photo, as the address of the way does. */
const openPhoto = async (page, reader, photo) => {
  await reader.signIn(page.context())
  await page.goto('/#/books/new/photo')
  const dialog = page.getByRole('dialog', { name: 'Add a book' })
  await dialog.getByLabel('Cover image').setInputFiles(photo)
  const frame = dialog.getByRole('group', { name: 'Frame around the cover' })
  return { dialog, frame, handle: (name) => frame.getByRole('button', { name }) }
}

test('three clicks add a book from a photo, straightened along its edges', async ({ page, reader }) => {
  await reader.signIn(page.context())
  await page.goto('/')
  let clicks = 0
  const click = (locator) => {
    clicks++
    return locator.click()
  }
  await click(page.getByRole('link', { name: 'Add a book' }).first())
  const chooser = page.waitForEvent('filechooser')
  await click(page.getByRole('dialog').getByLabel('Photo'))
  await (await chooser).setFiles(await photoOfBook())
  const dialog = page.getByRole('dialog', { name: 'Add a book' })
  const title = dialog.getByLabel('Title', { exact: true })
  await expect.poll(() => hasFocus(title)).toBe(true)
  expect(page.url()).toContain('#/books/new/photo')
  await page.keyboard.type('The Red Book')
  await click(dialog.getByRole('button', { name: 'Add to the shelf' }))
  await dialog.waitFor({ state: 'detached' })
  expect(clicks).toBe(3)

  const { book, image } = await storedCover(page, reader)
  expect(book.title).toBe('The Red Book')
  // 714 by 1,000 pixels of the photo, and nothing of the table.
  expect(image.width / image.height).toBeCloseTo(0.715, 1)
  expect(image.corners).toEqual(['red', 'red', 'red', 'red'])
})

test('the frame is moved by mouse and keyboard, and turned', async ({ page, reader }) => {
  const { dialog, frame, handle } = await openPhoto(page, reader, await photoOfBook())
  const corner = handle(/^Top left corner: 2[78] % across, 16 % down/)
  await corner.waitFor()
  const box = await frame.boundingBox()
  const from = await corner.boundingBox()
  const [x, y] = [from.x + from.width / 2, from.y + from.height / 2]
  await page.mouse.move(x, y)
  await page.mouse.down()
  await page.mouse.move(x - box.width * 0.1, y - box.height * 0.05, { steps: 4 })
  await page.mouse.up()
  await handle(/^Top left corner: 1[78] % across, 1[12] % down/).waitFor()

  const side = handle(/^Right side/)
  const before = await side.getAttribute('aria-label')
  await tabTo(page, side)
  await page.keyboard.press('Shift+ArrowRight')
  await expect.poll(() => side.getAttribute('aria-label')).not.toBe(before)

  await dialog.getByRole('button', { name: 'Find the edges' }).click()
  await corner.waitFor()
  await dialog.getByRole('button', { name: 'Turn' }).click()
  await handle(/^Top right corner: 84 % across/).waitFor()
  await dialog.getByLabel('Title', { exact: true }).fill('On Its Side')
  await dialog.getByRole('button', { name: 'Add to the shelf' }).click()
  await dialog.waitFor({ state: 'detached' })
  const { image } = await storedCover(page, reader)
  expect(image.width).toBeGreaterThan(image.height)
  expect(image.corners).toEqual(['red', 'red', 'red', 'red'])
})

test('the frame can be closed and opened again, and the whole picture taken', async ({ page, reader }) => {
  const { dialog, frame } = await openPhoto(page, reader, fixture('camera.jpg'))
  await dialog.getByRole('button', { name: 'Whole picture' }).click()
  await dialog.getByRole('button', { name: 'Crop' }).click()
  await frame.waitFor({ state: 'detached' })
  await dialog.getByRole('img', { name: 'Preview of the cover' }).waitFor()
  await dialog.getByRole('button', { name: 'Crop' }).click()
  await frame.waitFor()
  await dialog.getByRole('button', { name: 'Whole picture' }).click()
  await dialog.getByText(/^Ready to upload/).waitFor()
  await dialog.getByLabel('Title', { exact: true }).fill('By the Lake')
  await dialog.getByRole('button', { name: 'Add to the shelf' }).click()
  await dialog.waitFor({ state: 'detached' })
  const { image } = await storedCover(page, reader)
  expect([image.width, image.height]).toEqual([900, 1200])
})

test('a file that is no image is told beside the field', async ({ page, reader }) => {
  const file = { name: 'cover.png', mimeType: 'image/png', buffer: Buffer.from('not an image') }
  const { dialog } = await openPhoto(page, reader, file)
  await dialog.getByRole('alert').filter({ hasText: 'The image could not be read.' }).waitFor()
})
