import { loseResponse } from './support/lose-response.mjs'
import { expect, test } from './support/test.mjs'

const reviewed = { title: 'Good Omens', description: 'By Terry Pratchett, Neil Gaiman\n\nMy secret.' }
const unreviewed = { title: 'Emma', description: 'By Jane Austen' }
const written = { title: 'The Sea', description: 'By the sea,\nin summer.' }

/** Adds books, and looks for descriptions of an older import. */
const look = async (page, reader, books) => {
  const ids = []
  for (const json of books) ids.push((await reader.api('POST', '/books', { json })).data.id)
  await reader.signIn(page.context())
  await page.goto('/#/import')
  await page.getByRole('button', { name: 'Look for them' }).click()
  return ids
}

const read = async (reader, id) => (await reader.api('GET', `/books/${id}`)).data

test('descriptions of an older import become authors and reviews', async ({ page, reader }) => {
  const [first, second, third] = await look(page, reader, [reviewed, unreviewed, written])
  await page.getByRole('heading', { name: '2 books of an earlier import' }).waitFor()
  const list = page.getByRole('list', { name: 'Books of an earlier import' })
  const item = list.getByRole('listitem').filter({ hasText: 'Good Omens' })
  await item.getByText('Neil Gaiman', { exact: true }).waitFor()
  await item.getByText('My secret.').waitFor()
  expect((await read(reader, first)).version).toBe(1)

  await page.getByRole('button', { name: 'Make authors and reviews of 2 books' }).click()
  await page.getByText('2 books changed.').waitFor()
  await page.getByText('No such descriptions are left.').waitFor()
  expect(await read(reader, first)).toMatchObject({
    authors: ['Terry Pratchett', 'Neil Gaiman'],
    review: 'My secret.',
    description: '',
  })
  expect(await read(reader, second)).toMatchObject({ authors: ['Jane Austen'], review: '', description: '' })
  expect((await read(reader, third)).version).toBe(1)
})

test('a book is left out, and its description is kept', async ({ page, reader }) => {
  const [first, second] = await look(page, reader, [reviewed, unreviewed])
  await page.getByRole('checkbox', { name: 'Good Omens' }).uncheck()
  await page.getByRole('button', { name: 'Make authors and reviews of 1 book' }).click()
  await page.getByText('1 book changed.').waitFor()
  expect(await read(reader, first)).toMatchObject({ authors: [], description: reviewed.description })
  expect(await read(reader, second)).toMatchObject({ authors: ['Jane Austen'] })

  await page.getByRole('checkbox', { name: 'Good Omens' }).check()
  await page.getByRole('button', { name: 'Keep and show its description' }).click()
  await page.getByText('No such descriptions are left.').waitFor()
  expect(await read(reader, first)).toMatchObject({ version: 2, description: reviewed.description })
})

test('authors and reviews that the reader has entered since are kept', async ({ page, reader }) => {
  const [same, other] = await look(page, reader, [
    { ...reviewed, authors: ['Pratchett & Gaiman'], review: 'My secret.' },
    { ...reviewed, title: 'Another', review: 'I think otherwise now.' },
  ])
  await page.getByRole('button', { name: 'Make authors and reviews of 1 book' }).click()
  await page.getByText('No such descriptions are left.').waitFor()
  expect(await read(reader, same)).toMatchObject({
    authors: ['Pratchett & Gaiman'],
    review: 'My secret.',
    description: '',
  })
  expect((await read(reader, other)).version).toBe(1)
})

test('a book that was changed meanwhile stays as it is, and is named', async ({ page, reader }) => {
  const [first, second] = await look(page, reader, [reviewed, unreviewed])
  await page.getByRole('heading', { name: '2 books of an earlier import' }).waitFor()
  await reader.api('PATCH', `/books/${first}`, { json: { rating: 4 } })
  await page.getByRole('button', { name: 'Make authors and reviews of 2 books' }).click()
  const conflicts = page.getByRole('list', { name: 'Books that were not changed' })
  await conflicts.getByText('Good Omens: This book was changed on another page or device.').waitFor()
  await page.getByText('1 book changed.').waitFor()
  expect(await read(reader, first)).toMatchObject({ version: 2, description: reviewed.description })
  expect(await read(reader, second)).toMatchObject({ authors: ['Jane Austen'] })
})

test('a lost response is no conflict', async ({ page, reader }) => {
  const [first] = await look(page, reader, [reviewed])
  await page.getByRole('heading', { name: '1 book of an earlier import' }).waitFor()
  await loseResponse(page, '*/books/batch')
  await page.getByRole('button', { name: 'Make authors and reviews of 1 book' }).click()
  await page.getByRole('button', { name: 'Try again' }).click()
  await page.getByText('1 book changed.').waitFor()
  expect(await read(reader, first)).toMatchObject({ version: 2, review: 'My secret.' })
})

test('many long descriptions are confirmed in several requests', async ({ page, reader }) => {
  const long = Array.from({ length: 201 }, (_, at) => ({
    title: `Long ${at}`,
    description: `By Ada Z\n\n${'€'.repeat(4900)}`,
  }))
  for (let at = 0; at < long.length; at += 100) {
    const operations = long.slice(at, at + 100).map((book) => ({ op: 'create', book }))
    expect((await reader.api('POST', '/books/batch', { json: { operations } })).status).toBe(200)
  }
  await look(page, reader, [])
  const requests = []
  page.on('request', (request) => {
    if (request.url().endsWith('/books/batch')) requests.push(request)
  })
  await page.getByRole('button', { name: 'Keep and show these descriptions' }).click()
  await page.getByText('201 books changed.').waitFor()
  expect(requests).toHaveLength(2)
})
