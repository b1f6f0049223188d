import axe from 'axe-core'
import { expect } from 'vitest'

const widths = [320, 640, 1024, 2560]

/** The page and the dialogs whose content is wider than they are. */
const overflows = (page) =>
  page.evaluate(() =>
    [document.documentElement, ...document.querySelectorAll('dialog')]
      .filter(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth)
      .map(({ nodeName, scrollWidth, clientWidth }) => `${nodeName}: ${scrollWidth} > ${clientWidth}`),
  )

const violations = async (page) => {
  const results = await page.evaluate(() => window.axe.run(document, { preload: false }))
  return results.violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${help}\n${target.join(' ')}\n${failureSummary}`),
  )
}

const setDirection = (page, direction) =>
  page.evaluate((value) => {
    document.documentElement.dir = value
  }, direction)

/**
 * Opens a page once and looks at it in each way: it fits from 320 to 2,560 px, also mirrored, and axe finds nothing in
 * light, dark and mirrored.
 */
export const checkPlace = async (page, open) => {
  // The page's content security policy would block a script tag.
  await page.addInitScript(axe.source)
  // axe would measure the contrast in the middle of an animation.
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await open(page)
  const looks = [
    ['light', 'ltr'],
    ['dark', 'ltr'],
    ['light', 'rtl'],
  ]
  for (const [colorScheme, direction] of looks) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await setDirection(page, direction)
    expect(await violations(page), `${colorScheme} ${direction}`).toEqual([])
  }
  for (const direction of ['rtl', 'ltr']) {
    await setDirection(page, direction)
    for (const width of widths) {
      await page.setViewportSize({ width, height: 800 })
      expect(await overflows(page), `${width} px ${direction}`).toEqual([])
    }
  }
}
