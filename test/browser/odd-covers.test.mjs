import { copyFile, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { dropFiles } from './support/drop.mjs'
import { fixture } from './support/reader.mjs'
import { libraryOf, openShelf } from './support/selecting.mjs'
import { test as base, expect } from './support/test.mjs'

/** With a `folder` for files. */
const test = base.extend('folder', async ({ task }, { onCleanup }) => {
  const folder = await mkdtemp(join(tmpdir(), `covers-${task.id}-`))
  onCleanup(() => rm(folder, { recursive: true }))
  return folder
})

const addImages = (folder, names) =>
  Promise.all(names.map((name) => copyFile(fixture('palette.png'), join(folder, name))))

const drop = async (page, folder, names) => {
  const files = names.map((name) => join(folder, name))
  await dropFiles(page, page.locator('.card').first(), files)
  const dialog = page.getByRole('dialog', { name: 'Covers for many books' })
  await dialog.getByRole('table').waitFor()
  return dialog
}

/** @returns the chosen book for each name, and the note beside it */
const rowsOf = async (dialog) =>
  Object.fromEntries(
    await dialog.locator('tbody tr').evaluateAll((rows) =>
      rows.map((row) => {
        const note = row.querySelector('.covers-state')?.textContent ?? ''
        const [book] = row.querySelector('select').selectedOptions
        return [row.querySelector('.covers-name').textContent, `${book.textContent}; ${note}`]
      }),
    ),
  )

test('files with odd names are matched, or named', async ({ page, reader, folder }) => {
  const long = 'Interminable '.repeat(15).trim()
  const titles = ['🐉 Dragons', '🦊', 'كتاب الحكايات', 'המסע הארוך', 'Étude', long, 'Twice', '1984']
  await reader.addBooks(titles.map((title) => ({ title })))
  await openShelf(page, reader)
  for (const name of ['a', 'b', 'A Folder', 'folder.png']) await mkdir(join(folder, name))
  const found = {
    '🐉 dragons.png': '🐉 Dragons; ',
    '🦊.png': '🦊; ',
    'كتاب الحكايات.png': 'كتاب الحكايات; ',
    'המסע הארוך.png': 'המסע הארוך; ',
    [`${'Étude'.normalize('NFD')}.png`]: 'Étude; ',
    [`${long}.png`]: `${long}; `,
    'twice.png': 'Twice; ',
    '1984.png': '1984; ',
  }
  const unknown = ['!!! .png', '.png', '\u202egnp.exe.png', 'line\nbreak.png']
  await addImages(folder, [...Object.keys(found), ...unknown, 'a/twice.png', 'plain'])
  await writeFile(join(folder, 'empty.png'), '')
  await writeFile(join(folder, 'text.png'), 'No image.')
  const broken = ['empty.png', 'text.png', 'folder.png']
  const dialog = await drop(page, folder, [
    ...Object.keys(found),
    ...unknown,
    ...broken,
    'a/twice.png',
    'plain',
    'A Folder',
  ])
  const noBook = 'No book; Choose the book.'
  expect(await rowsOf(dialog)).toEqual({
    ...found,
    ...Object.fromEntries([...unknown, ...broken, 'twice (1).png'].map((name) => [name, noBook])),
  })
  await dialog.getByText('Left out, because they are not images: plain, A Folder').waitFor()

  // A file that is no image is told in its line, and the others are sent.
  await dialog.getByRole('combobox', { name: 'Book for twice.png' }).selectOption('')
  await dialog.getByRole('combobox', { name: 'Book for text.png' }).focus()
  await dialog.getByRole('combobox', { name: 'Book for text.png' }).selectOption('Twice')
  await dialog.getByRole('button', { name: 'Add 8 covers' }).click()
  await dialog.getByText('7 covers added. 1 cover could not be added.').waitFor()
  const notes = await rowsOf(dialog)
  expect(notes['text.png']).toBe(
    'Twice; This file is not an image that can be read. Choose a JPEG, PNG, WebP or GIF image.',
  )
  expect(notes['🦊.png']).toBe('🦊; Added')
  const covered = Object.values(await libraryOf(reader)).filter(({ image_url: url }) => url)
  expect(covered).toHaveLength(7)
})

test('500 files leave the page in use', async ({ page, reader, folder }) => {
  const books = Array.from({ length: 500 }, (_, at) => ({ title: `Lantern harbour ${at}` }))
  await reader.addBooks(books)
  await reader.addBooks(Array.from({ length: 500 }, (_, at) => ({ title: `Winter orchards ${at}` })))
  await openShelf(page, reader)
  const names = books.map(({ title }) => `${title}.png`)
  await addImages(folder, names)
  // A line that is rendered again reads the book in its list of books.
  await page.evaluate(() => {
    window.rendered = 0
    const { get, set } = Object.getOwnPropertyDescriptor(HTMLSelectElement.prototype, 'value')
    Object.defineProperty(HTMLSelectElement.prototype, 'value', {
      get() {
        window.rendered++
        return get.call(this)
      },
      set,
    })
  })
  const dialog = await drop(page, folder, names)
  await dialog.getByRole('button', { name: 'Add 500 covers' }).click()
  await dialog.getByText('Added', { exact: true }).nth(8).waitFor()
  await dialog.getByRole('button', { name: 'Stop' }).click()
  await dialog.getByText(/^Stopped\. \d+ of 500 covers were added\.$/).waitFor()
  // Each line three times, and again for each step of its own upload. A step that renders all lines takes 500.
  expect(await page.evaluate(() => window.rendered)).toBeLessThan(13 * books.length)
})
