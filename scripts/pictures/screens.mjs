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

/** @param open opens a page of the reader @returns the picture of the shelf on a desktop */
export const shelf = async (open, colorScheme) => {
  const page = await open({ viewport: { width: 1280, height: 860 }, colorScheme })
  await page.goto('/')
  await covers(page)
  return picture(page)
}

/** @returns the picture of the books as spines on a board */
export const spines = async (open) => {
  const page = await open({ viewport: { width: 1280, height: 760 }, colorScheme: 'dark' })
  await page.goto('/#/?view=spines')
  await covers(page)
  return picture(page)
}

/** @returns the pictures of five screens of a phone: the shelf, a book, ways to add one, spines, numbers */
export const phone = async (open, { ids }) => {
  const [light, dark] = [await open(phoneOptions('light')), await open(phoneOptions('dark'))]
  await light.goto('/')
  await covers(light)
  const pictures = [await picture(light)]

  await dark.goto(`/#/books/${ids.get('Jane Eyre')}`)
  await dark.getByText('Added on').waitFor()
  await dark.waitForLoadState('networkidle')
  pictures.push(await picture(dark))

  await light.goto('/#/books/new')
  await light.getByRole('link', { name: 'By hand' }).waitFor()
  pictures.push(await picture(light))

  await dark.goto('/#/?view=spines')
  await covers(dark)
  pictures.push(await picture(dark))

  await light.goto('/#/numbers')
  await light.getByRole('region', { name: 'On the shelf' }).waitFor()
  await light.waitForLoadState('networkidle')
  return [...pictures, await picture(light)]
}
