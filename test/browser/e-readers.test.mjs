import { documents, newEReader, openEReaders } from './support/e-reader.mjs'
import { expect, test } from './support/test.mjs'

const says = (page, text) => page.getByRole('status').filter({ hasText: text }).waitFor()
const document = documents[0].document

const open = async (page, reader) => {
  await reader.signIn(page.context())
  return openEReaders(page)
}

test('the section says how to set up a device, with the address and the email', async ({ page, reader }) => {
  const region = await open(page, reader)
  await region.getByText('No device has sent a document yet.').waitFor()
  await region.getByText('How to set up a device').click()
  const steps = await region.getByRole('listitem').allTextContents()
  expect(steps).toHaveLength(5)
  expect(steps[1]).toContain(`${new URL(page.url()).origin}/koreader`)
  expect(steps[2]).toContain(reader.email)
})

test('a document gets its book, which shows the progress, and is untied and forgotten', async ({
  page,
  reader,
}) => {
  const book = await reader.addBook({ title: 'Frankenstein', authors: ['Mary Shelley'] })
  await reader.addBook({ title: 'Persuasion' })
  const kobo = await newEReader(reader)
  await kobo.push({
    document,
    percentage: 0.32,
    metadata: { title: 'Frankenstein', authors: 'Mary Shelley' },
  })
  const region = await open(page, reader)
  const line = region.getByRole('list', { name: 'Documents' }).getByRole('listitem').first()
  await line.getByText('Frankenstein, Mary Shelley').waitFor()
  await line.getByText('32 % on Kobo_nova').waitFor()

  await line.getByRole('button', { name: 'Choose a book for Frankenstein' }).click()
  const search = line.getByLabel('Title, author or series')
  expect(await search.inputValue()).toBe('Frankenstein')
  await expect.poll(() => search.evaluate((input) => input === window.document.activeElement)).toBe(true)
  await line.getByRole('button', { name: 'Frankenstein, Mary Shelley', exact: true }).click()
  await says(page, 'Frankenstein now shows the progress of your e-reader.')
  await line.getByRole('link', { name: 'Frankenstein' }).waitFor()
  const read = async () => (await reader.api('GET', `/books/${book.id}`)).data
  expect(await read()).toMatchObject({ status: 'reading', progress: 0.32 })

  await kobo.push({ document, percentage: 1 })
  expect(await read()).toMatchObject({ status: 'read', progress: 1 })

  await line.getByRole('button', { name: 'Untie Frankenstein from Frankenstein' }).click()
  await says(page, 'Frankenstein stays as it is now.')
  await expect.poll(() => line.getByRole('link').count()).toBe(0)
  await line.getByRole('button', { name: 'Forget Frankenstein' }).click()
  await region.getByText('No device has sent a document yet.').waitFor()
  expect((await reader.api('GET', '/users/documents')).data).toEqual([])
})

test('a book is found by its author, for a document without a title', async ({ page, reader }) => {
  await reader.addBook({ title: 'Persuasion', authors: ['Jane Austen'] })
  await reader.addBook({ title: 'Frankenstein', authors: ['Mary Shelley'] })
  await (await newEReader(reader)).push({ document, percentage: 0.5 })
  const region = await open(page, reader)
  await region.getByRole('button', { name: 'Choose a book for A document without a title' }).click()
  await region.locator('.book-choice').nth(1).waitFor()
  await region.getByLabel('Title, author or series').fill('austen')
  await expect
    .poll(() => region.locator('.book-choice').allTextContents())
    .toEqual(['Persuasion, Jane Austen'])
  await region.getByLabel('Title, author or series').fill('dickens')
  await region.getByText('No book of yours fits.').waitFor()
  await region.getByLabel('Title, author or series').press('Escape')
  await expect.poll(() => region.getByLabel('Title, author or series').count()).toBe(0)
  const chooser = region.getByRole('button', { name: 'Choose a book for A document without a title' })
  expect(await chooser.evaluate((button) => button === window.document.activeElement)).toBe(true)
})

test('a document that was forgotten elsewhere leaves the list', async ({ page, reader }) => {
  await (await newEReader(reader)).push({ document, percentage: 0.5 })
  const region = await open(page, reader)
  await region.getByText('50 % on Kobo_nova').waitFor()
  await reader.api('DELETE', `/users/documents/${document}`)
  await region.getByRole('button', { name: 'Forget A document without a title' }).click()
  await region.getByText('No device has sent a document yet.').waitFor()
})

test('more documents are shown on demand', async ({ page, reader }) => {
  const kobo = await newEReader(reader)
  for (let at = 0; at < 12; at++) await kobo.push({ document: `document-${at}`, percentage: 0.5 })
  const region = await open(page, reader)
  const lines = region.getByRole('list', { name: 'Documents' }).getByRole('listitem')
  await expect.poll(() => lines.count()).toBe(10)
  await region.getByRole('button', { name: 'Show more' }).click()
  await expect.poll(() => lines.count()).toBe(12)
})

const germanTest = test.extend('locale', () => 'de-AT')

germanTest('the section is German too', async ({ page, reader }) => {
  await (await newEReader(reader)).push({ document, percentage: 0.5 })
  await reader.signIn(page.context())
  await page.goto('/#/account')
  const region = page.getByRole('region', { name: 'E-Reader' })
  await region.getByText('50 % auf Kobo_nova').waitFor()
  await region.getByText('So richten Sie ein Gerät ein').waitFor()
})
