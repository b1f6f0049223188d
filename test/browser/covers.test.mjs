import { hold } from './support/hold.mjs'
import { shelfUrl } from './support/shelf-url.mjs'
import { expect, test } from './support/test.mjs'

const images = (page) => page.getByRole('region', { name: 'Books' }).locator('img')

test('the sharp images on the screen are requested side by side', async ({ page, reader }) => {
  const added = []
  for (let at = 0; at < 8; at++) added.push(await reader.addBook({ cover: 'photo.webp' }))
  await reader.signIn(page.context())
  const full = await hold(page, '**/shelf.webp', 'GET')
  await page.goto('/')
  // One after the other, there would be one request at a time.
  await expect.poll(full.count).toBe(added.length)
  full.release()
  await expect
    .poll(() => images(page).evaluateAll((all) => all.map(({ currentSrc }) => currentSrc).sort()))
    .toEqual(added.map(shelfUrl).sort())
})

test('larger covers and denser screens get the full image', async ({ browser, origin, reader }) => {
  const { image_url } = await reader.addBook({ cover: 'photo.webp' })
  const context = await browser.newContext({ baseURL: origin, deviceScaleFactor: 1.5, locale: 'en-GB' })
  await reader.signIn(context)
  const page = await context.newPage()
  await page.setViewportSize({ width: 1400, height: 800 })
  await page.goto('/')
  const shown = () =>
    images(page)
      .first()
      .evaluate(({ currentSrc }) => currentSrc)
  await expect.poll(shown).toBe(shelfUrl({ image_url }))
  await page.getByRole('button', { name: 'Large covers' }).click()
  await expect.poll(shown).toBe(image_url)
  await context.close()
})

test('an odd cover is shown whole, at the bottom of its place', async ({ page, reader }) => {
  await reader.addBook({ title: 'Wide', cover: 'camera.jpg' })
  await reader.addBook({ title: 'Usual', cover: 'photo.webp' })
  await reader.signIn(page.context())
  await page.goto('/')
  const styleOf = (title) =>
    page
      .getByRole('link', { name: title })
      .locator('img')
      .evaluate(async (image) => {
        await image.decode()
        const { objectFit, objectPosition } = getComputedStyle(image)
        return `${objectFit} ${objectPosition}`
      })
  await expect.poll(() => styleOf('Wide')).toBe('contain 0% 100%')
  await expect.poll(() => styleOf('Usual')).toMatch(/^cover/)
})
