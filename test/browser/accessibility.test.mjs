import axe from 'axe-core'
import { docsPlaces, readerPlaces, visitorPlaces } from './support/places.mjs'
import { expect, furnished, test } from './support/test.mjs'

const violations = async (page) => {
  const results = await page.evaluate(() => window.axe.run(document, { preload: false }))
  return results.violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${help}\n${target.join(' ')}\n${failureSummary}`),
  )
}

const passes = async (page, open) => {
  // As a script tag the policy of the page would refuse it.
  await page.addInitScript(axe.source)
  // Halfway through an animation there is no contrast yet.
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await open(page)
  for (const colorScheme of ['light', 'dark']) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    expect(await violations(page), colorScheme).toEqual([])
  }
}

for (const [name, open] of Object.entries({ ...visitorPlaces, ...docsPlaces })) {
  test(`axe finds nothing on ${name}, in light and dark`, ({ page }) => passes(page, open))
}

for (const [name, open] of Object.entries(readerPlaces)) {
  furnished(`axe finds nothing on ${name}, in light and dark`, ({ page, reader, book }) =>
    passes(page, () => open(page, { ...reader, book })),
  )
}
