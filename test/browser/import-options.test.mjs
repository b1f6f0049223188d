import { expect, test } from './support/test.mjs'

const preview = async (page, reader, text, name = 'mine.csv') => {
  await reader.signIn(page.context())
  await page.goto('/#/import')
  const file = { name, mimeType: 'text/csv', buffer: Buffer.from(text) }
  await page.getByLabel('File to import').setInputFiles(file)
  await page.getByRole('table', { name: 'Expected outcome of each row' }).waitFor()
  return { again: page.getByRole('button', { name: 'Preview again' }) }
}

test('the reader corrects the columns and the order of dates', async ({ page, reader }) => {
  const { again } = await preview(
    page,
    reader,
    'Werk,Wer,Wann,Wo\nEmma,Jane Austen,03/04/2021,Sofa\nNada,Carmen Laforet,05/06/2021,\n',
  )
  await page.getByText('Choose the column that has the titles.').waitFor()
  await page.getByLabel('Werk').selectOption('Title')
  await page.getByLabel('Wer', { exact: true }).selectOption('Authors')
  await page.getByLabel('Wann').selectOption('Finished on')
  await again.click()
  await page.getByRole('heading', { name: '2 books to add' }).waitFor()
  expect(await page.getByLabel('Wo', { exact: true }).inputValue()).toBe('')
  await page.getByText('“Wann” has 2 dates such as 03/04/2021').waitFor()
  await page.getByRole('row', { name: /Emma.*The date may be day\/month or month\/day/ }).waitFor()

  await page.getByRole('radio', { name: 'The month is first' }).check()
  // Only what was previewed can be imported.
  expect(await page.getByRole('button', { name: /^Import / }).count()).toBe(0)
  await again.click()
  await page.getByRole('button', { name: 'Import 2 books' }).click()
  await page.getByRole('heading', { name: '2 books added to your shelf' }).waitFor()
  const { data } = await reader.api('GET', '/books?sort=title')
  expect(data).toMatchObject([
    { title: 'Emma', authors: ['Jane Austen'], readings: [{ started_on: null, finished_on: '2021-03-04' }] },
    { title: 'Nada', authors: ['Carmen Laforet'] },
  ])
  expect((await reader.api('GET', `/books/${data[0].id}`)).data.extra).toMatchObject({ Wo: 'Sofa' })
})

test('books that are there already are filled in, and replaced where the reader wants it', async ({
  page,
  reader,
}) => {
  const book = { title: 'Emma', authors: ['Jane Austen'], pages: 474, publisher: 'Insel' }
  const { data } = await reader.api('POST', '/books', { json: book })
  const { again } = await preview(
    page,
    reader,
    'Title,Author,Pages,Publisher,My Review\nEmma,Jane Austen,500,Another,Witty.\nNada,,,,\n',
  )
  await page.getByRole('row', { name: /Emma.*Already there.*The file has more: review/ }).waitFor()
  await page.getByText('1 book: review (1)').waitFor()
  await page.getByRole('radio', { name: 'Fill in their empty fields from the file' }).check()
  await page.getByRole('checkbox', { name: 'Pages (1 book)' }).check()
  await again.click()
  await page.getByRole('heading', { name: '1 book to add, 1 book to change' }).waitFor()
  await page.getByRole('row', { name: /Emma.*Will be changed.*Different in the file: publisher/ }).waitFor()
  expect(await page.getByRole('checkbox', { name: 'Pages' }).isChecked()).toBe(true)
  await page.getByRole('button', { name: 'Import 2 books' }).click()
  await page.getByRole('heading', { name: '1 book added to your shelf, 1 book changed' }).waitFor()
  expect((await reader.api('GET', `/books/${data.id}`)).data).toMatchObject({
    pages: 500,
    publisher: 'Insel',
    review: 'Witty.',
  })
})

test('a preview that fails keeps the choices of the reader', async ({ page, reader }) => {
  const { again } = await preview(page, reader, 'Werk,Wo\nEmma,Sofa\n')
  await page.getByLabel('Werk').selectOption('Title')
  const error = { message: 'Later.', data: null, error: { code: 'rate_limited' } }
  await page.route('**/books/import', (route) =>
    route.fulfill({ status: 429, headers: { 'Retry-After': '1' }, json: error }),
  )
  await again.click()
  await page.getByRole('alert').filter({ hasText: 'Too many attempts.' }).waitFor()
  expect(await page.getByLabel('Werk').inputValue()).toBe('title')
  await page.unroute('**/books/import')
  await again.click()
  await page.getByRole('button', { name: 'Import 1 book' }).waitFor()
})

test('each column of a known format tells what it becomes', async ({ page, reader }) => {
  await preview(
    page,
    reader,
    'Book Id,Title,Author,My Rating,Exclusive Shelf,Bookshelves,Condition\n1,Emma,Jane Austen,9,read,,worn\n',
    'goodreads.csv',
  )
  const columns = page.getByRole('table', { name: 'Columns of the file' })
  await columns.getByRole('row', { name: 'Author Authors' }).waitFor()
  await columns.getByRole('row', { name: /My Rating.*Rating.*1 cell/ }).waitFor()
  await columns.getByRole('row', { name: 'Condition own field' }).waitFor()
})

test('a preview survives a look at the shelf', async ({ page, reader }) => {
  const { again } = await preview(page, reader, 'Werk,Wo\nEmma,Sofa\n')
  await page.getByLabel('Werk').selectOption('Title')
  await page.goto('/#/')
  await page.getByRole('heading', { name: reader.name }).waitFor()
  await page.goBack()
  expect(await page.getByLabel('Werk').inputValue()).toBe('title')
  await again.click()
  await page.getByRole('button', { name: 'Import 1 book' }).click()
  await page.getByRole('link', { name: 'See the new book' }).click()
  await page.getByRole('link', { name: 'Emma' }).waitFor()
})

test('after a reload the reader is told to choose the file again, and the choices are kept', async ({
  page,
  reader,
}) => {
  const text = 'Werk,Wo\nEmma,Sofa\n'
  await preview(page, reader, text)
  await page.getByLabel('Werk').selectOption('Title')
  await page.reload()
  await page.getByRole('status').filter({ hasText: 'Choose “mine.csv” again' }).waitFor()
  const file = { name: 'mine.csv', mimeType: 'text/csv', buffer: Buffer.from(text) }
  await page.getByLabel('File to import').setInputFiles(file)
  await page.getByRole('heading', { name: '1 book to add' }).waitFor()
  expect(await page.getByLabel('Werk').inputValue()).toBe('title')
})

test('the file of a reader who signs out is gone', async ({ page, reader }) => {
  await preview(page, reader, 'Title\nEmma\n')
  await page.goto('/#/account')
  // The page of the import is not loaded again.
  await page.reload()
  // Its response removes the cookie, and would remove the next one.
  const signedOut = page.waitForResponse('**/users/logout')
  await page.getByRole('button', { name: 'Sign out', exact: true }).click()
  await page.getByRole('heading', { name: 'Open your library' }).waitFor()
  await signedOut
  expect(await page.evaluate(() => JSON.stringify({ ...sessionStorage }))).not.toMatch(/mine|import/)
  await reader.signIn(page.context())
  await page.goto('/#/import')
  await page.reload()
  await page.getByLabel('File to import').waitFor({ state: 'attached' })
  expect(await page.getByText('Emma').count()).toBe(0)
})
