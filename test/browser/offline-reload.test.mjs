import { installedTest, openInstalled } from './support/installed.mjs'
import { keptOfReaders, waitUntilKept } from './support/kept.mjs'
import { proveByPassword } from './support/prove.mjs'
import { newReader } from './support/reader.mjs'
import { expect } from './support/test.mjs'

const banner = (page) => page.getByRole('status').filter({ hasText: 'You see what was loaded on' })

const waitForCover = (page) =>
  expect
    .poll(async () => (await keptOfReaders(page)).filter((one) => /^\S*\/covers\//.test(one)).length)
    .toBe(1)

const isDrawn = (image) => image.evaluate(({ complete, naturalWidth }) => complete && naturalWidth > 0)

installedTest('the shelf is read after a reload without a connection', async ({ page, context, reader }) => {
  const near = await reader.addBook({ title: 'Near', description: 'Beside you.' })
  await openInstalled(page, reader)
  await page.getByRole('link', { name: 'Near' }).click()
  await page.getByText('Beside you.').waitFor()
  await expect.poll(async () => (await keptOfReaders(page)).join()).toContain('Beside you.')
  await page.goto('/#/')
  await waitForCover(page)

  await context.setOffline(true)
  await page.reload()
  await page.getByRole('heading', { name: reader.name }).waitFor()
  await banner(page).filter({ hasText: 'You are offline.' }).waitFor()
  const link = page.getByRole('link', { name: 'Near' })
  await expect.poll(() => isDrawn(link.locator('img'))).toBe(true)
  await link.click()
  await page.getByText('Beside you.').waitFor()

  await reader.api('PATCH', `/books/${near.id}`, { json: { title: 'Far' } })
  await page.goto('/#/')
  await context.setOffline(false)
  await page.getByRole('link', { name: 'Far' }).waitFor()
  await banner(page).waitFor({ state: 'detached' })
})

installedTest(
  'the shelf is read while the service does not respond',
  async ({ page, reader, proxy, context }) => {
    await reader.addBooks([{ title: 'Near', description: '', category: 'poetry' }])
    await openInstalled(page, reader)
    await page.getByRole('link', { name: 'Near' }).waitFor()
    await expect.poll(async () => (await keptOfReaders(page)).join()).toContain('Near')
    await context.clock.install()
    proxy.isDown = true
    await page.reload()
    await page.getByRole('link', { name: 'Near' }).waitFor()
    await banner(page).filter({ hasText: 'The library cannot be reached.' }).waitFor()
    proxy.isDown = false
    await context.clock.fastForward('00:30')
    await banner(page).waitFor({ state: 'detached' })
  },
)

installedTest('a sign-out in another tab erases everything', async ({ page, context, reader }) => {
  await reader.addBook({ title: 'Near' })
  await openInstalled(page, reader)
  await page.getByRole('link', { name: 'Near' }).waitFor()
  await waitForCover(page)
  expect((await keptOfReaders(page)).join()).not.toMatch(/access_token|refresh_token|eyJ/)
  const other = await context.newPage()
  await other.goto('/#/account')
  await context.setOffline(true)
  await other.getByRole('button', { name: 'Sign out', exact: true }).click()
  for (const tab of [page, other]) {
    await tab.getByRole('heading', { name: 'Open your library' }).waitFor()
    await expect.poll(() => keptOfReaders(tab)).toEqual([])
  }

  // The service hears of it later. Until then the cookie does not sign in again.
  await context.setOffline(false)
  await page.reload()
  await page.getByRole('heading', { name: 'Open your library' }).waitFor()
  await other.close()
})

installedTest('a session that was revoked leaves nothing behind', async ({ page, context, reader }) => {
  await reader.addBook({ title: 'Near' })
  await openInstalled(page, reader)
  await waitForCover(page)
  await context.setOffline(true)
  await page.reload()
  await page.getByRole('link', { name: 'Near' }).waitFor()
  const { data } = await reader.api('GET', '/users/sessions')
  const { id } = data.find(({ current }) => !current)
  await reader.api('DELETE', `/users/sessions/${id}`)
  await context.setOffline(false)
  await page.getByRole('heading', { name: 'Open your library' }).waitFor()
  expect(await page.getByText('Near').count()).toBe(0)
  await expect.poll(() => keptOfReaders(page)).toEqual([])
})

installedTest('another reader sees nothing of the first', async ({ page, context, reader }) => {
  await reader.addBook({ title: 'A Secret' })
  const other = await newReader({ name: 'Ada Lovelace' })
  await openInstalled(page, reader)
  await waitForCover(page)
  // The first reader has left without signing out.
  await context.clearCookies()
  await openInstalled(page, other)
  await waitUntilKept(page)
  await expect.poll(async () => (await keptOfReaders(page)).join()).toContain(other.id)
  expect((await keptOfReaders(page)).join()).not.toMatch(new RegExp(`A Secret|/covers/|${reader.id}`))
  await context.setOffline(true)
  await page.reload()
  await page.getByRole('heading', { name: 'Ada Lovelace' }).waitFor()
  expect(await page.getByText('A Secret').count()).toBe(0)
})

installedTest('erasing the account erases what was kept of it', async ({ page, reader }) => {
  await reader.addBook({ title: 'Near' })
  await openInstalled(page, reader)
  await waitForCover(page)
  await page.goto('/#/account')
  await page.getByRole('button', { name: 'Erase …' }).click()
  await page.getByRole('button', { name: 'Erase for good' }).click()
  await proveByPassword(page, reader.password)
  await page.getByRole('heading', { name: 'Start a library' }).waitFor()
  await expect.poll(() => keptOfReaders(page)).toEqual([])
})
