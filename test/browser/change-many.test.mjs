import { loseResponse } from './support/lose-response.mjs'
import { libraryOf, openShelf } from './support/selecting.mjs'
import { expect, test } from './support/test.mjs'

const three = [
  { title: 'Ada', tags: ['ice', 'snow'] },
  { title: 'Bea', tags: ['ice'] },
  { title: 'Cyd', tags: [] },
]

/** Selects all books. */
const openSelected = async (page, reader, books = three) => {
  await reader.addBooks(books)
  const shelf = await openShelf(page, reader, '/#/?sort=title')
  await page.keyboard.press('ControlOrMeta+a')
  await shelf.message(`${books.length} books selected`).waitFor()
  return shelf
}

test('tags are added to some books and removed from others', async ({ page, reader }) => {
  const { bar, message, undo } = await openSelected(page, reader)
  await bar.getByRole('button', { name: 'Tags …' }).click()
  await page.getByLabel('Add a tag').fill('winter')
  await page.keyboard.press('Enter')
  const tags = page.getByRole('list', { name: 'Tags of these books' })
  // From some to all to none.
  await tags.getByRole('checkbox', { name: /^ice/ }).click()
  await tags.getByRole('checkbox', { name: 'ice' }).click()
  await page.getByRole('button', { name: 'Apply' }).click()
  await message('Changed the tags of 3 books.').waitFor()
  const tagsOf = async () =>
    Object.values(await libraryOf(reader))
      .map(({ tags }) => tags)
      .sort()
  expect(await tagsOf()).toEqual([['snow', 'winter'], ['winter'], ['winter']])
  await undo()
  await message('Took back the change of 3 books.').waitFor()
  expect(await tagsOf()).toEqual([[], ['ice'], ['ice', 'snow']])
})

test('a book that was changed elsewhere is named and kept, and the others are changed', async ({
  page,
  reader,
}) => {
  const { choose, message } = await openSelected(page, reader)
  const { Bea } = await libraryOf(reader)
  await reader.api('PATCH', `/books/${Bea.id}`, { json: { category: 'horror' } })
  await choose('Category …', 'Poetry')
  await message('Moved 2 books to Poetry.').waitFor()
  await message('“Bea” was changed on another page or device, and stays as it is.').waitFor()
  const after = await libraryOf(reader)
  expect(
    Object.values(after)
      .map(({ title, category }) => [title, category])
      .sort(),
  ).toEqual([
    ['Ada', 'poetry'],
    ['Bea', 'horror'],
    ['Cyd', 'poetry'],
  ])
})

test('Undo leaves a book that was changed since', async ({ page, reader }) => {
  const { choose, message, undo } = await openSelected(page, reader)
  await choose('Status …', 'Reading')
  await message('Marked 3 books as “Reading”.').waitFor()
  const { Cyd } = await libraryOf(reader)
  await reader.api('PATCH', `/books/${Cyd.id}`, { json: { status: 'read' } })
  await undo()
  await message('“Cyd” was changed since, and stays as it is.').waitFor()
  await message('Took back the change of 2 books.').waitFor()
  const after = await libraryOf(reader)
  expect([after.Ada.status, after.Bea.status, after.Cyd.status]).toEqual([null, null, 'read'])
})

test('a failure takes the change back, and Try again makes it once', async ({ page, reader }) => {
  const { choose, books, message } = await openSelected(page, reader)
  const keys = []
  page.on('request', (request) => {
    if (request.url().endsWith('/books/batch')) keys.push(request.headers()['idempotency-key'])
  })
  await loseResponse(page, '*/books/batch')
  await choose('Category …', 'Poetry')
  const failure = page.getByText(/^3 books could not be changed\./)
  await failure.waitFor()
  expect(await books.locator('[data-category=poetry]').count()).toBe(0)
  await page.getByRole('button', { name: 'Try again' }).click()
  await message('Moved 3 books to Poetry.').waitFor()
  await failure.waitFor({ state: 'detached' })
  expect(keys).toEqual([keys[0], keys[0]])
  expect(Object.values(await libraryOf(reader)).map(({ version }) => version)).toEqual([2, 2, 2])
})

test('more than 200 books are changed in parts, and a failed part is told truly', async ({
  page,
  reader,
}) => {
  await reader.addBooks(Array.from({ length: 230 }, (_, at) => ({ title: `Part ${at}` })))
  const { books, choose, message } = await openShelf(page, reader)
  await expect
    .poll(async () => {
      await page.mouse.wheel(0, 4000)
      await page.keyboard.press('ControlOrMeta+a')
      return message('230 books selected').isVisible()
    })
    .toBe(true)
  let requests = 0
  await page.route('**/books/batch', (route) => (++requests === 2 ? route.abort() : route.continue()))
  await choose('Category …', 'Science')
  await message('Moved 200 books to Science.').waitFor()
  await page.getByText(/^30 of 230 books could not be changed\./).waitFor()
  await page.getByRole('button', { name: 'Try again' }).click()
  await message('Moved 30 books to Science.').waitFor()
  const { data } = await reader.api('GET', '/books/facets')
  expect(data.category.find(({ value }) => value === 'science').count).toBe(230)
  expect(await books.getByRole('link').count()).toBeGreaterThan(100)
})
