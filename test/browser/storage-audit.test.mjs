import { isbnOfPile } from './support/catalogue.mjs'
import { signOutHere, waitUntilKept } from './support/drafts.mjs'
import { proveByPassword } from './support/prove.mjs'
import { openScanner } from './support/scanner.mjs'
import { expect, test } from './support/test.mjs'

/** @returns everything that the browser keeps for the page, as text by its place */
const stored = async (page) => {
  const found = await page.evaluate(async () => {
    const wait = (request) =>
      new Promise((resolve, reject) => {
        request.onsuccess = () => resolve(request.result)
        request.onerror = () => reject(request.error)
      })
    const places = { history: JSON.stringify(history.state) ?? '', address: location.href }
    for (const [key, value] of Object.entries(localStorage)) places[`localStorage ${key}`] = value
    for (const [key, value] of Object.entries(sessionStorage)) places[`sessionStorage ${key}`] = value
    for (const { name } of await indexedDB.databases()) {
      const database = await wait(indexedDB.open(name))
      for (const store of database.objectStoreNames) {
        const all = await wait(database.transaction(store).objectStore(store).getAll())
        all.forEach((value, at) => {
          places[`IndexedDB ${name} ${at}`] = JSON.stringify(value)
        })
      }
      database.close()
    }
    for (const name of await caches.keys()) {
      const cache = await caches.open(name)
      for (const request of await cache.keys())
        places[`cache ${name} ${request.url}`] = await (await cache.match(request)).text()
    }
    return places
  })
  for (const { name, value } of await page.context().cookies()) found[`cookie ${name}`] = value
  return found
}

/** @returns the places with something of the reader */
const ofReader = async (page, words) => {
  const places = Object.entries(await stored(page)).map((entry) => entry.join(' = '))
  return places.filter((place) => words.some((word) => place.includes(word))).sort()
}

const kinds = (places) => [...new Set(places.map((place) => place.split(' ')[0]))].sort()

/** Leaves something in every place. @returns words that belong to the reader alone */
const fillEverything = async (page, reader) => {
  await reader.addBook({ title: 'Quince Orchard', description: 'Private.' })
  const { type, row } = await openScanner(page, reader)
  await type(isbnOfPile(99))
  await row(isbnOfPile(99)).getByText('No catalogue knows this ISBN.').waitFor()
  await page.goto('/#/?sort=title&view=list')
  await page.getByRole('link', { name: 'Quince Orchard' }).waitFor()
  await page.getByRole('button', { name: 'Show spines' }).click()
  await page.goto('/#/import')
  const buffer = Buffer.from('title,shop\nMedlar Garden,Corner\n')
  await page.getByLabel('File to import').setInputFiles({ name: 'quince.csv', mimeType: 'text/csv', buffer })
  await page.getByRole('button', { name: /^Import 1 book/ }).waitFor()
  await page.goto('/#/books/new/hand')
  await page.getByRole('dialog').getByLabel('Title', { exact: true }).fill('Sorb Alley')
  await waitUntilKept(page, 'Sorb Alley')
  const words = [reader.id, reader.email, 'Quince', 'quince.csv', 'Medlar', 'Sorb', isbnOfPile(99)]
  await expect
    .poll(async () => kinds(await ofReader(page, words)))
    .toEqual(['IndexedDB', 'cache', 'localStorage', 'sessionStorage'])
  return words
}

/** Gives the device its own counter of attempts, and no access. It has an HMAC and no name, see docs/security.md. */
const deviceMark = '__Host-device'

const cookieNames = async (page) =>
  (await page.context().cookies()).filter(({ value }) => value !== '').map(({ name }) => name)

test('nothing of a reader stays in the browser after a sign-out', async ({ page, reader }) => {
  const words = await fillEverything(page, reader)
  await signOutHere(page)
  await expect.poll(() => ofReader(page, words)).toEqual([])
  expect(await cookieNames(page)).toEqual([deviceMark])
})

test('nothing of a reader stays in the browser after an erasure', async ({ page, reader }) => {
  const words = await fillEverything(page, reader)
  await page.goto('/#/account')
  await page.getByRole('button', { name: 'Erase …' }).click()
  const dialog = page.getByRole('dialog', { name: 'Erase everything?' })
  await dialog.getByRole('button', { name: 'Erase for good' }).click()
  await proveByPassword(page, reader.password)
  await page.getByText('Your account and your books are erased.').waitFor()
  await expect.poll(() => ofReader(page, words)).toEqual([])
  expect(await cookieNames(page)).toEqual([deviceMark])
})
