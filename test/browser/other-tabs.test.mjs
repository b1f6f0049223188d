import { expect, test } from './support/test.mjs'

const books = (page) => page.getByRole('region', { name: 'Books', exact: true })
const titles = (page) => books(page).locator('.card-title').allTextContents()

const open = async (context, path = '/') => {
  const page = await context.newPage()
  await page.goto(path)
  await books(page).getByRole('link').first().waitFor()
  return page
}

const leaveAndReturn = (page) =>
  page.evaluate(() => {
    const show = (value) => {
      Object.defineProperty(document, 'visibilityState', { value, configurable: true })
      document.dispatchEvent(new Event('visibilitychange'))
    }
    show('hidden')
    show('visible')
  })

test('a second tab learns of an added and a changed book at once', async ({ context, reader }) => {
  await reader.addBooks([{ title: 'Emma', description: '' }])
  await reader.signIn(context)
  const [one, other] = [await open(context), await open(context)]
  await books(one).getByRole('link', { name: 'Emma' }).click()
  const dialog = one.getByRole('dialog', { name: 'Emma' })
  await dialog.getByRole('link', { name: 'Edit' }).click()
  const editor = one.getByRole('dialog', { name: 'Edit the book' })
  await editor.getByLabel('Title', { exact: true }).fill('Emma, again')
  await editor.getByRole('button', { name: 'Save' }).click()
  await expect.poll(() => titles(other)).toEqual(['Emma, again'])

  await one.goto('/#/books/new/hand')
  const form = one.getByRole('dialog', { name: 'Add a book' })
  await form.getByLabel('Title', { exact: true }).fill('Sanditon')
  await form.getByRole('button', { name: 'Add to the shelf' }).click()
  await expect.poll(() => titles(other)).toEqual(['Sanditon', 'Emma, again'])
})

test('a second tab learns of a deletion that its closed tab sent slowly', async ({ context, reader }) => {
  await reader.addBooks(['Emma', 'Persuasion'].map((title) => ({ title, description: '' })))
  await reader.signIn(context)
  const [one, other] = [await open(context), await open(context)]
  // The first check comes before the deletion.
  const { data } = await reader.api('GET', '/books')
  let checks = 0
  await other.route(/\/books\?/, (route) =>
    ++checks === 1 ? route.fulfill({ json: { data, page: { next: null } } }) : route.continue(),
  )
  await books(one).getByRole('link', { name: 'Persuasion' }).click()
  await one.getByRole('dialog', { name: 'Persuasion' }).getByRole('button', { name: 'Delete' }).click()
  await one.goto('about:blank')
  await expect.poll(() => titles(other)).toEqual(['Emma'])
  expect(checks).toBeGreaterThan(1)
})

test('a changed book moves in an open dialog and list, and a draft is not touched', async ({
  context,
  reader,
}) => {
  const { id } = await reader.addBook({ title: 'Emma' })
  await reader.signIn(context)
  const [one, other] = [await open(context), await open(context, `/#/books/${id}/edit`)]
  const title = other.getByRole('dialog').getByLabel('Title', { exact: true })
  await title.fill('My draft')
  await one.goto(`/#/books/${id}/edit`)
  const editor = one.getByRole('dialog', { name: 'Edit the book' })
  await editor.getByLabel('Title', { exact: true }).fill('Emma, elsewhere')
  await editor.getByRole('button', { name: 'Save' }).click()
  await one.getByRole('dialog', { name: 'Emma, elsewhere' }).waitFor()
  await books(other).getByText('Emma, elsewhere').waitFor({ state: 'attached' })
  expect(await title.inputValue()).toBe('My draft')
})

test('a change on another device is seen when the reader comes back', async ({ context, reader }) => {
  const { id } = await reader.addBook({ title: 'Emma' })
  await reader.addBook({ title: 'Persuasion' })
  await reader.signIn(context)
  const page = await open(context)
  await reader.api('PATCH', `/books/${id}`, { json: { title: 'Emma, from a phone' } })
  const requests = []
  page.on('request', (request) => requests.push(request.url()))
  await leaveAndReturn(page)
  await expect.poll(() => titles(page)).toEqual(['Persuasion', 'Emma, from a phone'])
  expect(requests.filter((url) => url.includes('/books?'))).toHaveLength(1)
})

test('books do not move under a reader who has scrolled', async ({ context, reader }) => {
  await reader.addBooks(Array.from({ length: 40 }, (_, at) => ({ title: `Volume ${at}`, description: '' })))
  await reader.signIn(context)
  const page = await open(context)
  await page.evaluate(() => scrollTo(0, 800))
  await reader.addBooks([{ title: 'The newest', description: '' }])
  await leaveAndReturn(page)
  const message = page.getByRole('status').filter({ hasText: 'Your library was changed on another page' })
  await message.waitFor()
  expect((await titles(page))[0]).toBe('Volume 39')
  await message.getByRole('button', { name: 'Show' }).click()
  await expect.poll(async () => (await titles(page))[0]).toBe('The newest')
})
