import { readFile } from 'node:fs/promises'
import { expect, test } from './support/test.mjs'

const books = [
  { title: 'One', description: 'Comma, and "quotes"', category: 'poetry' },
  { title: 'Two', description: '', category: 'horror' },
]

test('a library is exported as JSON and as CSV', async ({ page, reader }) => {
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
  expect(csv.text).toMatch(/^title,description,category,created_at\r\nOne,"Comma, and ""quotes""",poetry,/)

  // The downloads did not leave the page.
  await page.getByRole('heading', { name: 'Account', exact: true }).waitFor()
})

test('the app does not cover the addresses of the API', async ({ page }) => {
  const health = await page.goto('/health')
  expect(await health.json()).toMatchObject({ data: { status: 'ok' } })
  const books = await page.goto('/books/export?token=made-up')
  expect(books.status()).toBe(401)
  expect(await books.json()).toMatchObject({ data: null })
})
