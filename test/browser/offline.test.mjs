import { expect, test } from './support/test.mjs'

const banner = (page) => page.getByRole('status').filter({ hasText: 'You are offline.' })

test('the app shows that it is offline, and continues after the connection returns', async ({
  page,
  context,
  reader,
}) => {
  await reader.addBook({ title: 'Near', category: 'poetry' })
  await reader.signIn(context)
  await page.goto('/')
  const near = page.getByRole('link', { name: 'Near' })
  await near.waitFor()
  expect(await banner(page).count()).toBe(0)
  // The scripts that are loaded ahead are there.
  await page.waitForLoadState('networkidle')

  await context.setOffline(true)
  await banner(page).waitFor()
  await page.getByRole('navigation', { name: 'Categories' }).getByRole('link', { name: 'Poetry' }).click()
  await page.getByRole('alert').filter({ hasText: 'The service could not be reached.' }).waitFor()
  await near.waitFor()

  await context.setOffline(false)
  await banner(page).waitFor({ state: 'detached' })
  await page.getByRole('alert').waitFor({ state: 'detached' })
  await near.click()
  await page.getByRole('dialog', { name: 'Near' }).getByText('A book.').waitFor()
})

test('a form that was filled in offline can be sent later', async ({ page, context, reader }) => {
  const { id } = await reader.addBook({ title: 'Unplugged' })
  await reader.signIn(context)
  await page.goto(`/#/books/${id}/edit`)
  const dialog = page.getByRole('dialog', { name: 'Edit the book' })
  await dialog.getByLabel('Title', { exact: true }).fill('Plugged In')
  await context.setOffline(true)
  await dialog.getByRole('button', { name: 'Save' }).click()
  await dialog.getByRole('alert').filter({ hasText: 'The service could not be reached.' }).waitFor()
  await context.setOffline(false)
  await dialog.getByRole('button', { name: 'Save' }).click()
  await page.getByRole('dialog', { name: 'Plugged In' }).waitFor()
})

test('the reader can retry when the service is unreachable at first', async ({ page, context, reader }) => {
  await reader.signIn(context)
  await page.route('**/users/refresh', (route) => route.abort())
  await page.goto('/')
  await page.getByRole('heading', { name: 'The library cannot be reached' }).waitFor()
  await page.unroute('**/users/refresh')
  await page.getByRole('button', { name: 'Try again' }).click()
  await page.getByRole('heading', { name: reader.name }).waitFor()
})
