import { openDocs, openOperation } from './support/docs.mjs'
import { expect, test } from './support/test.mjs'

const screens = [
  { width: 1280, height: 800 },
  { width: 390, height: 844 },
]

const operations = [
  ['POST', '/users'],
  ['POST', '/books'],
  ['GET', '/books'],
  ['PATCH', '/books/{id}'],
  ['POST', '/books/import'],
]

/** @returns whether all of it is on the screen, as far as a screen shows it */
const isOnScreen = async (operation, { width, height }) => {
  const box = await operation.boundingBox()
  return box.x >= 0 && box.y >= -1 && box.x + box.width <= width && box.y + box.height <= height + 1
}

for (const screen of screens) {
  test(`an open operation fits a screen of ${screen.width} by ${screen.height}`, async ({ page }) => {
    await page.setViewportSize(screen)
    await openDocs(page)
    for (const [method, path] of operations) {
      const operation = await openOperation(page, method, path)
      await expect.poll(() => operation.locator('.docs-fold pre').textContent()).toMatch(/^curl /)
      await expect.poll(() => isOnScreen(operation, screen), `${method} ${path}`).toBe(true)
      await operation.locator('.opblock-summary-control').click()
      await operation.locator('.opblock-body').waitFor({ state: 'detached' })
    }
  })
}

test('the docs page is light or dark, as the reader has it', async ({ page }) => {
  await openDocs(page)
  await openOperation(page, 'POST', '/books')
  const brightness = async (colorScheme) => {
    await page.emulateMedia({ colorScheme })
    return page.locator('.opblock.is-open').evaluate((block) => {
      const probe = document.createElement('canvas').getContext('2d')
      probe.fillStyle = getComputedStyle(block).backgroundColor
      probe.fillRect(0, 0, 1, 1)
      return Math.max(...probe.getImageData(0, 0, 1, 1).data.slice(0, 3))
    })
  }
  expect(await brightness('light')).toBeGreaterThan(200)
  expect(await brightness('dark')).toBeLessThan(60)
})
