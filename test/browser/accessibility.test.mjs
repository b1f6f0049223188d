import axe from 'axe-core'
import { docsPlaces, readerPlaces, visitorPlaces } from './support/places.mjs'
import { expect, test, testWithBooks } from './support/test.mjs'

const violations = async (page) => {
  const results = await page.evaluate(() => window.axe.run(document, { preload: false }))
  return results.violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${help}\n${target.join(' ')}\n${failureSummary}`),
  )
}

const checkPage = async (page, open) => {
  // The page's content security policy would block a script tag.
  await page.addInitScript(axe.source)
  // axe would measure the contrast in the middle of an animation.
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await open(page)
  for (const colorScheme of ['light', 'dark']) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    expect(await violations(page), colorScheme).toEqual([])
  }
}

for (const [name, open] of Object.entries({ ...visitorPlaces, ...docsPlaces })) {
  test(`axe finds nothing on ${name}, in light and dark`, ({ page }) => checkPage(page, open))
}

for (const [name, open] of Object.entries(readerPlaces)) {
  testWithBooks(`axe finds nothing on ${name}, in light and dark`, ({ page, reader, book }) =>
    checkPage(page, () => open(page, { ...reader, book })),
  )
}
