import { checkPlace } from './support/checks.mjs'
import { readerPlaces, visitorPlaces } from './support/places.mjs'
import { test, testWithBooks } from './support/test.mjs'

const claim = 'fits each width and axe finds nothing, in light, dark and mirrored'

for (const [name, open] of Object.entries(visitorPlaces)) {
  test(`${name} ${claim}`, ({ page }) => checkPlace(page, open))
}

for (const [name, open] of Object.entries(readerPlaces)) {
  testWithBooks(`${name} ${claim}`, ({ page, reader, book }) =>
    checkPlace(page, () => open(page, { ...reader, book })),
  )
}
