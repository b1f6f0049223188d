import { copyFile, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { dropFiles } from './support/drop.mjs'
import { fixture } from './support/reader.mjs'
import { libraryOf, openShelf } from './support/selecting.mjs'
import { test as base, expect } from './support/test.mjs'

/** With `images(names)`, which makes image files with these names and returns their paths. */
const test = base.extend('images', async ({ task }, { onCleanup }) => {
  const folder = await mkdtemp(join(tmpdir(), `covers-${task.id}-`))
  onCleanup(() => rm(folder, { recursive: true }))
  return (names) =>
    Promise.all(
      names.map(async (name) => {
        await copyFile(fixture('palette.png'), join(folder, name))
        return join(folder, name)
      }),
    )
})

const three = ['Ada', 'Bea', 'Cyd'].map((title) => ({ title }))

/** Chooses files by the button of the selection bar. @returns the dialog with the preview */
const choose = async (page, files) => {
  await page.getByRole('button', { name: 'Select books' }).click()
  const chooser = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: 'Covers …' }).click()
  await (await chooser).setFiles(files)
  const dialog = page.getByRole('dialog', { name: 'Covers for many books' })
  await dialog.getByRole('table').waitFor()
  return dialog
}

const coveredOf = async (reader) =>
  Object.values(await libraryOf(reader))
    .flatMap(({ title, image_url }) => (image_url ? [title] : []))
    .sort()

test('dropped images are matched by their names, and sent when the reader agrees', async ({
  page,
  reader,
  images,
}) => {
  await reader.addBooks([...three, { title: 'Elsewhere' }])
  await reader.addBook({ title: 'Covered' })
  const { books } = await openShelf(page, reader)
  const sent = []
  page.on('request', (request) => request.method() === 'PATCH' && sent.push(request.url()))

  const files = await images(['ada.png', 'BEA - cover (1).png', 'IMG_0042.png', 'covered.png'])
  await dropFiles(page, books, files)
  const dialog = page.getByRole('dialog', { name: 'Covers for many books' })
  const choice = (name) => dialog.getByRole('combobox', { name: `Book for ${name}` })
  await choice('ada.png').waitFor()
  const chosen = (name) => choice(name).evaluate((select) => select.selectedOptions[0].textContent)
  expect(await Promise.all(['ada.png', 'BEA - cover (1).png', 'IMG_0042.png'].map(chosen))).toEqual([
    'Ada',
    'Bea',
    'No book',
  ])
  await dialog.getByText('Has a cover already.').waitFor()
  await dialog.getByRole('button', { name: 'Add 2 covers' }).waitFor()
  await choice('IMG_0042.png').focus()
  await choice('IMG_0042.png').selectOption('Elsewhere')
  expect(sent).toEqual([])

  await dialog.getByRole('button', { name: 'Add 3 covers' }).click()
  await dialog.getByText('3 covers added.').waitFor()
  await dialog.getByRole('button', { name: 'Done' }).click()
  await dialog.waitFor({ state: 'detached' })
  expect(sent).toHaveLength(3)
  expect(await coveredOf(reader)).toEqual(['Ada', 'Bea', 'Covered', 'Elsewhere'])
  await expect.poll(() => books.locator('.card img').count()).toBe(4)
})

test('only the failed images are sent again', async ({ page, reader, images }) => {
  await reader.addBooks(three)
  await openShelf(page, reader)
  const { Bea } = await libraryOf(reader)
  let fails = true
  await page.route(`**/books/${Bea.id}`, (route) => (fails ? route.abort() : route.continue()))
  const dialog = await choose(page, await images(['ada.png', 'bea.png']))
  await dialog.getByRole('button', { name: 'Add 2 covers' }).click()
  await dialog.getByText('1 cover added. 1 cover could not be added.').waitFor()
  expect(await coveredOf(reader)).toEqual(['Ada'])
  fails = false
  await dialog.getByRole('button', { name: 'Try 1 again' }).click()
  await dialog.getByText('2 covers added.').waitFor()
  expect(await coveredOf(reader)).toEqual(['Ada', 'Bea'])
})

test('an upload can be stopped and continued', async ({ page, reader, images }) => {
  await reader.addBooks(three)
  await openShelf(page, reader)
  const dialog = await choose(page, await images(['ada.png', 'bea.png', 'cyd.png']))
  await page.route('**/books/*', () => {})
  await dialog.getByRole('button', { name: 'Add 3 covers' }).click()
  await dialog.getByText('0 of 3 covers added').waitFor()
  await dialog.getByRole('button', { name: 'Stop' }).click()
  await dialog.getByText('Stopped. 0 of 3 covers were added.').waitFor()
  expect(await coveredOf(reader)).toEqual([])
  await page.unroute('**/books/*')
  await dialog.getByRole('button', { name: 'Continue' }).click()
  await dialog.getByText('3 covers added.').waitFor()
  expect(await coveredOf(reader)).toEqual(['Ada', 'Bea', 'Cyd'])
})

test('a cover that a book has got elsewhere in the meantime is not replaced', async ({
  page,
  reader,
  images,
}) => {
  await reader.addBooks(three)
  await openShelf(page, reader)
  const dialog = await choose(page, await images(['ada.png', 'bea.png']))
  const { Ada, Bea } = await libraryOf(reader)
  const form = new FormData()
  form.set('cover_image', new File([await readFile(fixture('photo.webp'))], 'a'))
  await reader.api('PATCH', `/books/${Ada.id}`, { form })
  // Another change does not matter.
  await reader.api('PATCH', `/books/${Bea.id}`, { json: { pages: 9 } })
  const { image_url: cover } = (await libraryOf(reader)).Ada
  await dialog.getByRole('button', { name: 'Add 2 covers' }).click()
  await dialog.getByText('This book has got a cover elsewhere in the meantime.').waitFor()
  await dialog.getByText('1 cover added. 1 cover could not be added.').waitFor()
  expect((await libraryOf(reader)).Ada.image_url).toBe(cover)
  expect(await coveredOf(reader)).toEqual(['Ada', 'Bea'])
})
