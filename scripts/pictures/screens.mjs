import { fileURLToPath } from 'node:url'

const goodreadsFile = fileURLToPath(new URL('../../test/fixtures/goodreads.csv', import.meta.url))

const phoneOptions = (colorScheme) => ({
  viewport: { width: 390, height: 844 },
  deviceScaleFactor: 2,
  isMobile: true,
  hasTouch: true,
  colorScheme,
})

/** A picture without the ring around the control that has the focus. */
const picture = async (page) => {
  await page.evaluate(() => document.activeElement?.blur())
  return page.screenshot()
}

const covers = async (page) => {
  await page.getByRole('region', { name: 'Books' }).getByRole('link').first().waitFor()
  await page.waitForLoadState('networkidle')
}

/** @param open opens a page, with or without a session @returns the picture of the shelf on a desktop */
export const shelf = async (open, colorScheme) => {
  const page = await open({ viewport: { width: 1280, height: 860 }, colorScheme })
  await page.goto('/')
  await covers(page)
  return picture(page)
}

/** @returns the pictures of five screens of a phone: sign-up, a book, its form, an import, the shelf */
export const phone = async (open, { ids }) => {
  const [light, dark] = [await open(phoneOptions('light')), await open(phoneOptions('dark'))]
  const stranger = await open(phoneOptions('light'), false)
  const book = ids.get('Jane Eyre')

  await stranger.goto('/#/sign-up')
  await stranger.getByLabel('Name').fill('Mary Shelley')
  await dark.goto(`/#/books/${book}`)
  const own = dark.getByRole('heading', { name: 'Your reading' })
  await own.waitFor()
  await dark.waitForLoadState('networkidle')
  await own.evaluate((heading) => heading.scrollIntoView({ block: 'center' }))
  const pictures = [await picture(stranger), await picture(dark)]

  await light.goto(`/#/books/${book}/edit`)
  await light.getByLabel('Title').waitFor()
  pictures.push(await picture(light))
  await light.goto('/#/import')
  await light.getByLabel('File to import').setInputFiles(goodreadsFile)
  await light.getByRole('table').first().waitFor()
  pictures.push(await picture(light))
  await dark.goto('/#/')
  await covers(dark)
  return [...pictures, await picture(dark)]
}
