import { readFile } from 'node:fs/promises'
import { expect, test } from './support/test.mjs'

const books = [
  { title: 'One', description: 'Comma, and "quotes"', category: 'poetry' },
  { title: 'Two', description: '', category: 'horror' },
]

test('a library is exported in each format', async ({ page, reader }) => {
  await reader.addBooks(books)
  await reader.signIn(page.context())
  await page.goto('/#/account')

  const exportAs = async (format) => {
    const download = page.waitForEvent('download')
    await page.getByRole('button', { name: `Export as ${format}` }).click()
    const file = await download
    return { name: file.suggestedFilename(), text: await readFile(await file.path(), 'utf8') }
  }
  const json = await exportAs('JSON')
  expect(json.name).toMatch(/\.json$/)
  expect(JSON.parse(json.text)).toMatchObject({ format: 'bookplate', books })

  const csv = await exportAs('CSV')
  expect(csv.name).toMatch(/\.csv$/)
  expect(csv.text).toMatch(/^title,authors,description,[^\r]*\r\nOne,\[\],"Comma, and ""quotes""",poetry,/)

  const goodreads = await exportAs('Goodreads CSV')
  expect(goodreads.text).toMatch(/^[^\r]*Exclusive Shelf/)
  const zip = await exportAs('ZIP with covers')
  expect(zip.name).toMatch(/\.zip$/)
  expect(zip.text).toMatch(/^PK/)

  // The downloads did not leave the page.
  await page.getByRole('heading', { name: 'Account', exact: true }).waitFor()
})

test('each part of a large library is downloaded with its own token', async ({ page, reader }) => {
  await reader.addBooks(books)
  const [, { id, created_at }] = (await reader.api('GET', '/books?sort=created_at')).data
  // A part of the service has thousands of books. Here the second part starts at the second book.
  const part = Buffer.from(JSON.stringify([2, Date.parse(created_at), id])).toString('base64url')
  const next = `</books/export?format=json&part=${part}>; rel="next"`
  await page.route('**/books/export?*', (route) =>
    route.fulfill({ headers: route.request().url().includes('part=') ? {} : { Link: next } }),
  )
  await reader.signIn(page.context())
  await page.goto('/#/account')
  const downloadBy = async (name) => {
    const download = page.waitForEvent('download')
    await page.getByRole('button', { name }).click()
    const file = await download
    return {
      token: new URL(file.url()).searchParams.get('token'),
      text: await readFile(await file.path(), 'utf8'),
    }
  }
  const first = await downloadBy('Export as JSON')
  expect(JSON.parse(first.text).books).toHaveLength(2)
  await page.getByRole('status').filter({ hasText: 'Part 1 is downloaded.' }).waitFor()
  const second = await downloadBy('Download part 2 as JSON')
  expect(JSON.parse(second.text).books).toMatchObject([{ title: 'Two' }])
  expect(second.token).not.toBe(first.token)
  await page.getByRole('button', { name: 'Download part' }).waitFor({ state: 'detached' })
})

test('the app does not cover the addresses of the API', async ({ page }) => {
  const health = await page.goto('/health')
  expect(await health.json()).toMatchObject({ data: { status: 'ok' } })
  const books = await page.goto('/books/export?token=made-up')
  expect(books.status()).toBe(401)
  expect(await books.json()).toMatchObject({ data: null })
})
