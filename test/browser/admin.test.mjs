import { addLostPasskey, makeAdmin } from './support/admin.mjs'
import { checkPlace } from './support/checks.mjs'
import { proofDialog, proveByPassword } from './support/prove.mjs'
import { newReader } from './support/reader.mjs'
import { expect, test } from './support/test.mjs'

const openAdmin = async (page, admin) => {
  await admin.signIn(page.context())
  await page.goto('/#/admin')
  await page.getByRole('heading', { name: 'Administration' }).waitFor()
}

/** Finds a user by the email, and opens what an admin can do. @returns their line */
const manage = async (page, { name, email }) => {
  await page.getByLabel('Name or email').fill(email)
  await page.getByRole('button', { name: 'Search', exact: true }).click()
  const line = page.getByRole('region', { name: 'Users' }).getByRole('listitem')
  await expect.poll(() => line.count()).toBe(1)
  await line.filter({ hasText: email }).getByText(`Manage ${name}`).click()
  return line
}

const says = (page, text) => page.getByRole('status').filter({ hasText: text }).waitFor()

test('an admin makes an admin, with proof', async ({ page, reader }) => {
  await makeAdmin(reader)
  const other = await newReader({ name: 'Jane Austen' })
  await reader.signIn(page.context())
  await page.goto('/#/account')
  await page.getByRole('link', { name: 'Administration' }).click()
  const line = await manage(page, other)
  await line.getByRole('button', { name: 'Make admin' }).click()
  await proofDialog(page).getByRole('button', { name: 'Cancel' }).click()
  await line.getByRole('button', { name: 'Make admin' }).click()
  await proveByPassword(page, reader.password)
  await says(page, 'Jane Austen is an admin now.')
  expect((await other.api('GET', '/users')).data.role).toBe('admin')
  const log = page.getByRole('region', { name: 'Actions of admins' }).getByRole('listitem')
  await log
    .filter({ hasText: `Role changed: Admin · Jane Austen (${other.email})` })
    .filter({ hasText: `by Mary Shelley (${reader.email})` })
    .waitFor()
})

test('the actions name users that the list does not show, and say whose account is erased', async ({
  page,
  reader,
}) => {
  const [first, target] = [await newReader({ name: 'First Admin' }), await newReader({ name: 'Jane Austen' })]
  await makeAdmin(first)
  expect((await first.api('DELETE', `/admin/users/${target.id}/sessions`)).status).toBe(204)
  await makeAdmin(reader)
  for (let count = 0; count < 21; count++) await newReader()
  await openAdmin(page, reader)
  const line = (text) =>
    page.getByRole('region', { name: 'Actions of admins' }).getByRole('listitem').filter({ hasText: text })
  await line(`Jane Austen (${target.email})`).getByText(`by First Admin (${first.email})`).waitFor()
  await target.api('DELETE', '/users?purge=true', { json: { proof: { password: target.password } } })
  await page.reload()
  await line(`${target.id} (erased)`).waitFor()
})

test('a wrong password is said in the dialog, and changes nothing', async ({ page, reader }) => {
  await makeAdmin(reader)
  const other = await newReader({ name: 'Jane Austen' })
  await openAdmin(page, reader)
  const line = await manage(page, other)
  await line.getByRole('button', { name: 'Disable account' }).click()
  await proofDialog(page).getByText(`The account of Jane Austen (${other.email}) will be disabled.`).waitFor()
  await proveByPassword(page, 'not my password')
  await proofDialog(page).getByText('This is not your password.').waitFor()
  expect((await other.api('GET', '/users')).status).toBe(200)
  await proveByPassword(page, reader.password)
  await says(page, 'The account of Jane Austen is disabled.')
  expect((await other.api('GET', '/users')).status).toBe(401)
  await line.getByText('Disabled').waitFor()
  await line.getByRole('button', { name: 'Enable account' }).click()
  await proveByPassword(page, reader.password)
  await says(page, 'The account of Jane Austen is enabled.')
})

test('an admin signs a user out everywhere, without proof', async ({ page, reader }) => {
  await makeAdmin(reader)
  const other = await newReader({ name: 'Jane Austen' })
  expect((await other.api('GET', '/users')).status).toBe(200)
  await openAdmin(page, reader)
  const line = await manage(page, other)
  await line.getByRole('button', { name: 'Sign out everywhere' }).click()
  await says(page, 'Jane Austen is signed out everywhere.')
  expect((await other.api('GET', '/users')).status).toBe(401)
})

test('an admin plans the removal of lost factors', async ({ page, reader }) => {
  await makeAdmin(reader)
  const other = await newReader({ name: 'Jane Austen' })
  await addLostPasskey(other)
  await openAdmin(page, reader)
  const line = await manage(page, other)
  await line.getByText('It is done after 72 hours.').waitFor()
  await line.getByRole('button', { name: 'Remove second factors' }).click()
  await proofDialog(page)
    .getByText(`The second factors of Jane Austen (${other.email}) will be removed after 72 hours.`)
    .waitFor()
  await proveByPassword(page, reader.password)
  await line.getByText(/^The second factors will be removed on /).waitFor()
  expect((await other.api('GET', '/users/factor-removal')).data).not.toBe(null)
})

test('the last admin stays, and the page says why', async ({ page, reader }) => {
  await makeAdmin(reader)
  await openAdmin(page, reader)
  await page.route('**/admin/users/*', (route) =>
    route.fulfill({ status: 409, json: { success: false, error: { code: 'last_admin', message: '' } } }),
  )
  const line = await manage(page, reader)
  await line.getByText('This is you').waitFor()
  await line.getByRole('button', { name: 'Take the admin role away' }).click()
  await proveByPassword(page, reader.password)
  await line.getByRole('alert').filter({ hasText: 'This is the last admin.' }).waitFor()
})

test('an admin who gives up the role leaves the page', async ({ page, reader }) => {
  await makeAdmin(reader)
  await makeAdmin(await newReader())
  await openAdmin(page, reader)
  const line = await manage(page, reader)
  await line.getByRole('button', { name: 'Take the admin role away' }).click()
  await proofDialog(page).getByText('You will not be an admin any more: this is your own account.').waitFor()
  await proveByPassword(page, reader.password)
  await page.getByRole('heading', { name: 'Page not found' }).waitFor()
})

test('a reader sees no admin page, and loads none', async ({ page, reader }) => {
  const scripts = []
  page.on('request', (request) => scripts.push(request.url()))
  await reader.signIn(page.context())
  await page.goto('/#/account')
  await page.getByText('This device').waitFor()
  expect(await page.getByRole('link', { name: 'Administration' }).count()).toBe(0)
  await page.goto('/#/admin')
  await page.getByRole('heading', { name: 'Page not found' }).waitFor()
  expect(scripts.filter((url) => url.includes('/admin'))).toEqual([])
})

test('a demoted admin is told so', async ({ page, reader }) => {
  await makeAdmin(reader)
  await openAdmin(page, reader)
  await makeAdmin(reader, 'reader')
  await page.getByRole('button', { name: 'Search', exact: true }).click()
  await page.getByLabel('Name or email').fill('x')
  await page.getByRole('button', { name: 'Search', exact: true }).click()
  await page.getByRole('alert').filter({ hasText: 'Only an admin may do this.' }).waitFor()
})

test('a list of users has pages', async ({ page, reader }) => {
  await makeAdmin(reader)
  const name = `Pagination ${crypto.randomUUID().slice(0, 8)}`
  for (let count = 0; count < 22; count++) await newReader({ name: `${name} ${count}` })
  await openAdmin(page, reader)
  await page.getByLabel('Name or email').fill(name)
  await page.getByRole('button', { name: 'Search', exact: true }).click()
  const lines = page.getByRole('region', { name: 'Users' }).getByRole('listitem')
  await expect.poll(() => lines.filter({ hasText: name }).count()).toBe(20)
  await page.getByRole('button', { name: 'Show more users' }).click()
  await expect.poll(() => lines.count()).toBe(22)
  expect(await page.getByRole('button', { name: 'Show more users' }).count()).toBe(0)
  await page.getByLabel('Name or email').fill(crypto.randomUUID())
  await page.getByRole('button', { name: 'Search', exact: true }).click()
  await says(page, 'No user was found.')
})

test('the admin page fits every width, and axe finds nothing', async ({ page, reader }) => {
  await makeAdmin(reader)
  const other = await newReader({ name: `${'M'.repeat(60)} Wide` })
  await addLostPasskey(other)
  await reader.signIn(page.context())
  await checkPlace(page, async () => {
    await page.goto('/#/admin')
    await manage(page, other)
  })
})

test('the admin page speaks German', async ({ page, reader }) => {
  await makeAdmin(reader)
  await page.addInitScript(() => localStorage.setItem('bookplate:language', 'de'))
  await reader.signIn(page.context())
  await page.goto('/#/admin')
  await page.getByRole('heading', { name: 'Verwaltung' }).waitFor()
  await page.getByRole('button', { name: 'Suchen', exact: true }).waitFor()
})
