import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { examine, photoOfBook } from '../browser/support/photo.mjs'
import { expect, test } from './support/test.mjs'

/** BiDi gives a field files by their paths. */
const photoTest = test.extend('photo', async ({ task: _ }, { onCleanup }) => {
  const folder = await mkdtemp(join(tmpdir(), 'bookplate-'))
  onCleanup(() => rm(folder, { recursive: true }))
  const { name, buffer } = await photoOfBook()
  const path = join(folder, name)
  await writeFile(path, buffer)
  return path
})

photoTest(
  'a photo is cropped along its edges, by hand too, and adds a book',
  async ({ page, parts, reader, photo }) => {
    await parts.openAs(reader, '/#/books/new')
    await (await parts.find('file', /^Photo/)).uploadFile(photo)
    await parts.focused('textbox', 'Title')
    await page.keyboard.type('The Red Book')

    const frame = await (await parts.find('group', 'Frame around the cover')).boundingBox()
    const corner = /^Top left corner: 2[78] % across, 1[67] % down/
    const { x, y, width, height } = await (await parts.find('button', corner)).boundingBox()
    await page.mouse.move(x + width / 2, y + height / 2)
    await page.mouse.down()
    await page.mouse.move(x + width / 2 - frame.width * 0.1, y + height / 2 - frame.height * 0.05, {
      steps: 3,
    })
    await page.mouse.up()
    await parts.find('button', /^Top left corner: 1[78] % across, 1[012] % down/)
    await parts.click('button', 'Find the edges')
    await parts.find('button', corner)

    await parts.click('button', 'Add to the shelf')
    await parts.gone('dialog', 'Add a book')
    const [book] = (await reader.api('GET', '/books')).data
    expect(book.title).toBe('The Red Book')
    const cover = await examine(await (await fetch(book.image_url)).bytes())
    expect(cover.width / cover.height).toBeCloseTo(0.715, 1)
    expect(cover.corners).toEqual(['red', 'red', 'red', 'red'])
  },
)
