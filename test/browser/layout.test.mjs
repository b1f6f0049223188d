import { docsPlaces, readerPlaces, visitorPlaces } from './support/places.mjs'
import { expect, test, testWithBooks } from './support/test.mjs'

const widths = [320, 640, 1024, 2560]
const range = 'from 320 to 2,560 px'

/** The page and the dialogs whose content is wider than they are. */
const overflows = (page) =>
  page.evaluate(() =>
    [document.documentElement, ...document.querySelectorAll('dialog')]
      .filter(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth)
      .map(({ nodeName, scrollWidth, clientWidth }) => `${nodeName}: ${scrollWidth} > ${clientWidth}`),
  )

const checkWidths = async (page, open) => {
  await open(page)
  for (const width of widths) {
    await page.setViewportSize({ width, height: 800 })
    expect(await overflows(page), `${width} px`).toEqual([])
  }
}

for (const [name, open] of Object.entries({ ...visitorPlaces, ...docsPlaces })) {
  test(`${name} fits ${range}`, ({ page }) => checkWidths(page, open))
}

for (const [name, open] of Object.entries(readerPlaces)) {
  testWithBooks(`${name} fits ${range}`, ({ page, reader, book }) =>
    checkWidths(page, () => open(page, { ...reader, book })),
  )
}
