import { readerPlaces, visitorPlaces } from './support/places.mjs'
import { expect, furnished, test } from './support/test.mjs'

const widths = [320, 640, 1024, 2560]
const range = 'from 320 to 2,560 px'

/** Whatever is wider than its place: the page, and each dialog. */
const overflows = (page) =>
  page.evaluate(() =>
    [document.documentElement, ...document.querySelectorAll('dialog')]
      .filter(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth)
      .map(({ nodeName, scrollWidth, clientWidth }) => `${nodeName}: ${scrollWidth} > ${clientWidth}`),
  )

const fits = async (page, open) => {
  await open(page)
  for (const width of widths) {
    await page.setViewportSize({ width, height: 800 })
    expect(await overflows(page), `${width} px`).toEqual([])
  }
}

for (const [name, open] of Object.entries(visitorPlaces)) {
  test(`${name} fits ${range}`, ({ page }) => fits(page, open))
}

for (const [name, open] of Object.entries(readerPlaces)) {
  furnished(`${name} fits ${range}`, ({ page, reader, book }) =>
    fits(page, () => open(page, { ...reader, book })),
  )
}
