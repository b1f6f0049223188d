import { checkPlace } from '../support/checks.mjs'
import { docsPlaces } from '../support/docs-places.mjs'
import { test } from '../support/test.mjs'

for (const [name, open] of Object.entries(docsPlaces)) {
  test(`${name} fits each width and axe finds nothing, in light, dark and mirrored`, ({ page }) =>
    checkPlace(page, open))
}
