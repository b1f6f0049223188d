import { mkdir, writeFile } from 'node:fs/promises'
import { inject } from 'vitest'
import { makeReader } from '../../scripts/pictures/reader.mjs'
import { readerPlaces, visitorPlaces } from '../browser/support/places.mjs'
import { newReader } from '../browser/support/reader.mjs'
import { testWithBooks as test } from '../browser/support/test.mjs'
import { devices, looks, shoot } from './looks.mjs'
import { emptyState, states } from './states.mjs'

const folder = 'shots'
const fileOf = (name) => `${name.replace(/\W+/g, '-').toLowerCase()}.png`

/** Opens a place on each device and takes its picture in each look. */
const photograph = async (browser, name, signIn, open) => {
  await mkdir(folder, { recursive: true })
  for (const [device, options] of Object.entries(devices)) {
    const context = await browser.newContext({
      baseURL: inject('origin'),
      locale: 'en-GB',
      timezoneId: 'UTC',
      reducedMotion: 'reduce',
      ...options,
    })
    await signIn(context)
    const page = await context.newPage()
    await open(page)
    for (const look of looks[device]) {
      const picture = await shoot(page, look, device)
      await writeFile(`${folder}/${fileOf(`${name}, ${look.name}`)}`, picture)
    }
    await context.close()
  }
}

for (const [name, open] of Object.entries(visitorPlaces)) {
  test(name, ({ browser }) => photograph(browser, name, async () => {}, open))
}

for (const [name, open] of Object.entries(readerPlaces)) {
  test(name, ({ browser, reader, book }) =>
    photograph(browser, name, reader.signIn, (page) => open(page, { ...reader, book })),
  )
}

test('an empty shelf', async ({ browser }) => {
  const { signIn } = await newReader()
  await photograph(browser, 'an empty shelf', signIn, emptyState)
})

let full

for (const [name, open] of Object.entries(states)) {
  test(name, async ({ browser }) => {
    full ??= makeReader(inject('origin'))
    const { signIn } = await full
    await photograph(browser, name, signIn, open)
  })
}
