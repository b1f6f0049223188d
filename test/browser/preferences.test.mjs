import { expect, test } from './support/test.mjs'

test('the page follows the colour scheme of the system', async ({ page }) => {
  await page.goto('/')
  await page.getByRole('heading', { name: 'Open your library' }).waitFor()
  const brightness = async (colorScheme) => {
    await page.emulateMedia({ colorScheme })
    return page.evaluate(() => {
      const probe = document.createElement('canvas').getContext('2d')
      const painted = [document.body, document.documentElement].map(
        (one) => getComputedStyle(one).backgroundColor,
      )
      probe.fillStyle = painted.find((colour) => !/, 0\)$/.test(colour))
      probe.fillRect(0, 0, 1, 1)
      return Math.max(...probe.getImageData(0, 0, 1, 1).data.slice(0, 3))
    })
  }
  expect(await brightness('light')).toBeGreaterThan(200)
  expect(await brightness('dark')).toBeLessThan(60)
})

const animations = async (page, reducedMotion) => {
  await page.emulateMedia({ reducedMotion })
  await page.goto('/#/books/new/hand')
  await page.getByRole('dialog').waitFor()
  const names = await page.evaluate(() =>
    [...document.querySelectorAll('*')].flatMap((element) =>
      [undefined, '::before', '::after', '::backdrop']
        .map((pseudo) => getComputedStyle(element, pseudo).animationName)
        .filter((name) => name !== 'none'),
    ),
  )
  await page.getByRole('button', { name: 'Cancel' }).click()
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  return names
}

test('nothing moves for a reader who prefers reduced motion', async ({ page, reader }) => {
  await reader.signIn(page.context())
  expect(await animations(page, 'no-preference')).not.toEqual([])
  expect(await animations(page, 'reduce')).toEqual([])
})
