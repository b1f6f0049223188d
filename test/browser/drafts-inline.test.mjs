import { crash, signOutHere, submitSignIn, waitUntilKept } from './support/drafts.mjs'
import { newReader } from './support/reader.mjs'
import { expect, test } from './support/test.mjs'

const sheetOf = (page) => page.getByRole('dialog', { name: 'Emma', exact: true })
const fieldOf = (page) => sheetOf(page).getByRole('textbox', { name: 'Description' })

/** Types in the place of the description of a book. */
const type = async (page, id, text) => {
  await page.goto(`/#/books/${id}`)
  await sheetOf(page).getByRole('button', { name: 'Change: Description' }).click()
  await fieldOf(page).fill(text)
  await waitUntilKept(page, 'Emma')
}

const open = async (page, reader) => {
  const { id } = await reader.addBook({ title: 'Emma', description: 'First.' })
  await reader.signIn(page.context())
  await type(page, id, 'Second.')
  return id
}

const expectOffer = async (page) => {
  await expect.poll(() => fieldOf(page).inputValue()).toBe('Second.')
  await sheetOf(page)
    .getByText(/^Kept from today, \d\d:\d\d, and not saved yet\.$/)
    .waitFor()
}

test('a text typed in place is offered after a reload and after a crash', async ({ page, reader }) => {
  const id = await open(page, reader)
  await page.reload()
  await expectOffer(page)

  await crash(page)
  const next = await page.context().newPage()
  await next.goto(`/#/books/${id}`)
  await expectOffer(next)
  await sheetOf(next).getByRole('button', { name: 'Save' }).click()
  await sheetOf(next).getByText('Second.').waitFor()
  await expect.poll(async () => (await reader.api('GET', `/books/${id}`)).data.description).toBe('Second.')

  await next.reload()
  await sheetOf(next).getByText('Second.').waitFor()
  expect(await fieldOf(next).count()).toBe(0)
})

test('a text typed in place asks before it replaces another change', async ({ page, reader }) => {
  const id = await open(page, reader)
  await page.goto('about:blank')
  await reader.api('PATCH', `/books/${id}`, { json: { description: 'Third.' } })
  await page.goto(`/#/books/${id}`)
  await expectOffer(page)
  await sheetOf(page).getByRole('button', { name: 'Save' }).click()
  await sheetOf(page).getByRole('alert').filter({ hasText: 'this was changed to “Third.”' }).waitFor()
  expect((await reader.api('GET', `/books/${id}`)).data.description).toBe('Third.')
  await sheetOf(page).getByRole('button', { name: 'Save' }).click()
  await expect.poll(async () => (await reader.api('GET', `/books/${id}`)).data.description).toBe('Second.')
})

test('another reader does not see a text typed in place, and its own reader finds it again', async ({
  page,
  reader,
  context,
}) => {
  const id = await open(page, reader)
  const other = await newReader()
  await page.goto('about:blank')
  await context.clearCookies()
  await other.signIn(context)
  await page.goto(`/#/books/${id}`)
  await page.getByText('This book belongs to another reader.').waitFor()
  expect(await fieldOf(page).count()).toBe(0)
  await signOutHere(page)
  await submitSignIn(page, reader)
  await page.getByRole('heading', { name: 'Mary Shelley' }).waitFor()
  await page.goto(`/#/books/${id}`)
  await expectOffer(page)

  // A deliberate sign-out erases it.
  await signOutHere(page)
  await submitSignIn(page, reader)
  await page.getByRole('heading', { name: 'Mary Shelley' }).waitFor()
  await page.goto(`/#/books/${id}`)
  await sheetOf(page).getByText('First.').waitFor()
  expect(await fieldOf(page).count()).toBe(0)
})

test('a text typed in place is offered when its book was deleted elsewhere', async ({ page, reader }) => {
  const id = await open(page, reader)
  await page.goto('about:blank')
  await reader.api('DELETE', `/books/${id}`)
  await page.goto(`/#/books/${id}`)
  const offers = page.getByRole('status', { name: 'Kept drafts' })
  await offers.getByText(/Kept from today, \d\d:\d\d, and not saved \(Description\):/).waitFor()
  await offers.getByRole('button', { name: 'Discard' }).click()
  await offers.getByText('The text is discarded.').waitFor()
  await offers.getByRole('button', { name: 'Undo' }).click()
  await offers.getByRole('button', { name: 'Add as a new book' }).click()
  const form = page.getByRole('dialog', { name: 'Add a book' })
  await expect.poll(() => form.getByLabel('Description').inputValue()).toBe('Second.')
  expect(await form.getByLabel('Title', { exact: true }).inputValue()).toBe('Emma')
})
