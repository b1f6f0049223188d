import { newReader } from './support/reader.mjs'
import { expect, test } from './support/test.mjs'

const waitForShelf = (page) => page.getByRole('heading', { name: 'Mary Shelley' }).waitFor()
const waitForSignIn = (page) => page.getByRole('heading', { name: 'Open your library' }).waitFor()

const openTwo = async (context) => {
  const tabs = [await context.newPage(), await context.newPage()]
  await Promise.all(tabs.map((tab) => tab.goto('/')))
  return tabs
}

const submitSignIn = async (page, { email, password }) => {
  await page.getByLabel('Email').fill(email)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Sign in' }).click()
}

test('two tabs sign in together, stay signed in, and sign out together', async ({ context, reader }) => {
  const tabs = await openTwo(context)
  await Promise.all(tabs.map(waitForSignIn))
  await submitSignIn(tabs[0], reader)
  await Promise.all(tabs.map(waitForShelf))

  for (let round = 0; round < 3; round++) {
    await Promise.all(tabs.map((tab) => tab.reload()))
    await Promise.all(tabs.map(waitForShelf))
  }

  await tabs[1].getByRole('link', { name: 'Account' }).click()
  await tabs[1].getByRole('button', { name: 'Sign out', exact: true }).click()
  await Promise.all(tabs.map(waitForSignIn))
})

test('two tabs renew an expired token at the same time, and both continue', async ({ context, reader }) => {
  await context.clock.install()
  await reader.addBook({ title: 'Common Ground' })
  await reader.addBook({ title: 'Elsewhere' })
  await reader.signIn(context)
  const tabs = await openTwo(context)
  await Promise.all(tabs.map(waitForShelf))

  await context.clock.fastForward('15:00')
  await Promise.all(tabs.map((tab) => tab.getByRole('searchbox').fill('common')))
  await Promise.all(
    tabs.map((tab) => tab.getByRole('status').filter({ hasText: '1 book.' }).waitFor({ state: 'attached' })),
  )
  await Promise.all(tabs.map((tab) => tab.getByRole('link', { name: 'Common Ground' }).click()))
  await Promise.all(
    tabs.map((tab) => tab.getByRole('dialog', { name: 'Common Ground' }).getByText('A book.').waitFor()),
  )
})

test('a change of user in one tab changes the user of the other tab', async ({ context, reader }) => {
  const other = await newReader({ name: 'Ada Lovelace' })
  await reader.addBook({ title: 'A Secret' })
  const tabs = await openTwo(context)
  await submitSignIn(tabs[0], reader)
  await Promise.all(tabs.map((tab) => tab.getByRole('link', { name: 'A Secret' }).waitFor()))
  await tabs[1].getByRole('link', { name: 'Account' }).click()
  await tabs[1].getByRole('button', { name: 'Sign out', exact: true }).click()
  await Promise.all(tabs.map(waitForSignIn))
  await submitSignIn(tabs[1], other)
  for (const tab of tabs) {
    await tab.getByRole('heading', { name: 'Ada Lovelace' }).waitFor()
    expect(await tab.getByText('A Secret').count()).toBe(0)
  }
})
