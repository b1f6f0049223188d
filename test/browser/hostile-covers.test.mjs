import { copyFile, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { dropFiles } from './support/drop.mjs'
import { fixture } from './support/reader.mjs'
import { libraryOf, openShelf } from './support/selecting.mjs'
import { test as base, expect } from './support/test.mjs'

const test = base.extend('folder', async ({ task }, { onCleanup }) => {
  const folder = await mkdtemp(join(tmpdir(), `hostile-${task.id}-`))
  onCleanup(() => rm(folder, { recursive: true }))
  return folder
})

const drop = async (page, books, paths) => {
  await dropFiles(page, books, paths)
  const dialog = page.getByRole('dialog', { name: 'Covers for many books' })
  await dialog.getByRole('table').waitFor()
  return { dialog, row: (name) => dialog.getByRole('row').filter({ hasText: name }) }
}

test('files that are no covers are named, each with the reason', async ({ page, reader, folder }) => {
  const titles = ['Ada', 'Bea', 'Cyd', 'Dot', 'Eve', 'Fay']
  await reader.addBooks(titles.map((title) => ({ title })))
  const { books } = await openShelf(page, reader)
  const path = (name) => join(folder, name)
  const [image, double, gone] = ['ada.png', 'Ada (cover).png', 'eve.png'].map(path)
  for (const copy of [image, double, gone]) await copyFile(fixture('palette.png'), copy)
  await writeFile(path('bea.jpg'), '')
  await writeFile(path('cyd.svg'), '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>')
  await writeFile(path('dot.jpg'), '<!doctype html><script>alert(1)</script>')
  await writeFile(path('notes.txt'), 'Ada')
  await mkdir(path('fay'))
  const names = ['bea.jpg', 'cyd.svg', 'dot.jpg', 'notes.txt', 'fay'].map(path)
  const { dialog, row } = await drop(page, books, [image, double, gone, ...names])
  await dialog
    .getByText(/^Left out, because they are not images: (notes\.txt, fay|fay, notes\.txt)$/)
    .waitFor()
  await rm(gone)
  await dialog.getByRole('button', { name: 'Add 5 covers' }).click()
  await dialog.getByText('1 cover added. 4 covers could not be added.').waitFor()
  await row('bea.jpg').getByText('This file is empty.').waitFor()
  await row('eve.png').getByText('This file can no longer be read.').waitFor()
  for (const name of ['cyd.svg', 'dot.jpg'])
    await row(name).getByText('This file is not an image that can be read.').waitFor()
  const covered = Object.values(await libraryOf(reader)).filter(({ image_url }) => image_url)
  expect(covered.map(({ title }) => title)).toEqual(['Ada'])
})
