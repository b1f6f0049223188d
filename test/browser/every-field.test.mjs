import { addByApi, openEditor, openGroup, openNewForm, save } from './support/book-form.mjs'
import { everyField } from './support/every-field.mjs'
import { newReader } from './support/reader.mjs'
import { expect, test } from './support/test.mjs'

test('a book is added with every field, and without a cover', async ({ page, reader }) => {
  const dialog = await openNewForm(page, reader)
  const fill = (label, text) => dialog.getByLabel(label, { exact: true }).fill(text)
  const choose = (label, option) => dialog.getByLabel(label, { exact: true }).selectOption(option)
  await fill('Title', everyField.title)
  await fill('Author 1', everyField.authors[0])
  await dialog.getByRole('button', { name: 'Add another author' }).click()
  await fill('Author 2', everyField.authors[1])
  await choose('Status', 'Read')
  await choose('Rating', '4.25 stars')

  await openGroup(dialog, 'About the book')
  await dialog.getByRole('radio', { name: 'Science' }).check()
  await fill('Series', 'Hainish Cycle')
  await fill('Number', '4,5')
  await fill('Description', everyField.description)

  await openGroup(dialog, 'The edition')
  await fill('ISBN', '0-441-47812-3')
  await choose('Format', 'Paperback')
  await fill('Publisher', 'Ace')
  await fill('Year of publication', '1969')
  await fill('Pages', '304')
  await fill('Language', 'english')
  await dialog.getByText('English', { exact: true }).waitFor()

  await openGroup(dialog, 'Your reading')
  await fill('Progress in percent', '33.5')
  await choose('Do you own it?', 'Yes')
  await dialog.getByRole('button', { name: 'Add a reading' }).click()
  await fill('Started', '2026-10-01')
  await fill('Finished', '2026-10-31')
  await dialog.getByRole('button', { name: 'Add a reading' }).click()
  const tags = dialog.getByLabel('Tags', { exact: true })
  await tags.fill('winter reading')
  await tags.press('Enter')
  await fill('Review', everyField.review)
  await fill('Notes', everyField.notes)
  // Pasted with a comma, or without Enter: none is lost.
  await tags.fill('Winter Reading, ice')

  await openGroup(dialog, 'Your own fields')
  for (const [at, [name, value]] of Object.entries(everyField.extra).entries()) {
    await dialog.getByRole('button', { name: 'Add a field' }).click()
    await fill(`Name of field ${at + 1}`, name)
    await fill(`Value of field ${at + 1}`, value)
  }
  await save(dialog, 'Add to the shelf')

  await page.getByRole('link', { name: everyField.title }).click()
  const book = page.getByRole('dialog', { name: everyField.title })
  await book.getByText('It stays with you.').waitFor()
  const id = new URL(page.url()).hash.split('/')[2]
  expect((await reader.api('GET', `/books/${id}`)).data).toMatchObject(everyField)
})

test("the book's page shows every field", async ({ page, reader }) => {
  const { id } = await addByApi(reader)
  await reader.signIn(page.context())
  await page.goto(`/#/books/${id}`)
  const book = page.getByRole('dialog', { name: everyField.title })
  await book.getByText('It stays with you.').waitFor()
  const text = await book.textContent()
  for (const shown of [
    'Science',
    'Ursula K. Le Guin',
    'A Second Author',
    'Hainish Cycle, 4.5',
    'An envoy on a winter world.',
    'Ace',
    '1969',
    '304',
    'Paperback',
    'English',
    '9780441478125',
    'Only you see this.',
    'Page 102 of 304',
    '31 October 2026',
    'On unknown days',
    'winter reading',
    'Lent to Ada.',
    'Bought at',
    'a shop',
  ])
    expect(text).toContain(shown)
  const rating = book.getByRole('slider', { name: 'Rating' })
  expect(await rating.getAttribute('aria-valuetext')).toBe('4.25 of 5 stars')
})

test('an empty book shows no empty fields', async ({ page, reader }) => {
  const { id } = await addByApi(reader, { title: 'Bare' })
  await reader.signIn(page.context())
  await page.goto(`/#/books/${id}`)
  const book = page.getByRole('dialog', { name: 'Bare' })
  await book.getByText('Added on').waitFor()
  expect(await book.getByRole('region', { name: 'Your notes' }).count()).toBe(0)
  expect(await book.getByRole('term').count()).toBe(0)
})

test('each group of fields is changed, and only the changes are sent', async ({ page, reader }) => {
  const { id } = await addByApi(reader)
  const dialog = await openEditor(page, reader, id)
  const fill = (label, text) => dialog.getByLabel(label, { exact: true }).fill(text)
  await dialog.getByRole('button', { name: 'Remove author 2' }).click()
  await dialog.getByLabel('Status').selectOption('Not set')
  await dialog.getByRole('radio', { name: 'No category' }).check()
  await fill('Series', '')
  await fill('ISBN', '')
  await dialog.getByLabel('Format').selectOption('Not known')
  await dialog.getByRole('button', { name: 'Remove reading 1' }).click()
  await dialog.getByRole('button', { name: 'Remove tag winter reading' }).click()
  await dialog.getByLabel('Do you own it?').selectOption('No')
  await fill('Value of field 1', 'bright')
  const [request] = await Promise.all([page.waitForRequest(`**/books/${id}`), save(dialog)])

  expect(request.headers()['if-match']).toBe('"1"')
  const changes = {
    authors: ['Ursula K. Le Guin'],
    status: null,
    category: null,
    series: null,
    isbn: null,
    format: null,
    readings: [{ started_on: null, finished_on: null }],
    tags: ['ice'],
    owned: false,
    extra: { Mood: 'bright', 'Bought at': 'a shop' },
  }
  expect(request.postDataJSON()).toEqual(changes)
  expect((await reader.api('GET', `/books/${id}`)).data).toMatchObject({ ...everyField, ...changes })
})

test('another reader sees the public fields only', async ({ page, reader }) => {
  const other = await newReader()
  const { id } = await addByApi(other)
  await reader.signIn(page.context())
  await page.goto(`/#/books/${id}`)
  const book = page.getByRole('dialog', { name: everyField.title })
  await book.getByText('by Ursula K. Le Guin').waitFor()
  await book.getByText('9780441478125').waitFor()
  const text = await book.textContent()
  for (const hidden of ['Your reading', 'It stays with you.', 'Lent to Ada.', 'ice', 'reflective']) {
    expect(text).not.toContain(hidden)
  }
  await page.goto(`/#/books/${id}/edit`)
  await page.getByText('This book belongs to another reader').waitFor()
})

test('the shelf shows authors, status, rating and series', async ({ page, reader }) => {
  await addByApi(reader)
  await reader.signIn(page.context())
  await page.goto('/')
  const card = page.getByRole('link', { name: everyField.title })
  await card.getByText('Ursula K. Le Guin, A Second Author').waitFor()
  expect(await card.locator('.card-meta').textContent()).toContain('Read · Hainish Cycle, 4.5')
  await page.goto('/#/?view=list')
  await card.getByText('Ursula K. Le Guin, A Second Author · An envoy on a winter world.').waitFor()
})
