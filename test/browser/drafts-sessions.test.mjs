import { openNewForm } from './support/book-form.mjs'
import {
  continueOffer,
  keptTitles,
  messageWith,
  signOutHere,
  submitSignIn,
  titleOf,
  waitUntilKept,
} from './support/drafts.mjs'
import { proveByPassword } from './support/prove.mjs'
import { newReader } from './support/reader.mjs'
import { expect, test } from './support/test.mjs'

const newDialog = (page) => page.getByRole('dialog', { name: 'Add a book' })
const signInForm = (page) => page.getByRole('heading', { name: 'Open your library' })

test('a draft is offered again after the session has ended', async ({ page, reader }) => {
  const dialog = await openNewForm(page, reader)
  await titleOf(dialog).fill('Overnight')
  await reader.api('DELETE', '/users/sessions')
  await dialog.getByRole('button', { name: 'Add to the shelf' }).click()
  await signInForm(page).waitFor()
  await submitSignIn(page, reader)
  await continueOffer(newDialog(page), 'Overnight')
})

test('a sign-out in another tab keeps the draft for its reader alone', async ({ page, context, reader }) => {
  const other = await newReader({ name: 'Ada Lovelace' })
  const dialog = await openNewForm(page, reader)
  await titleOf(dialog).fill('A Secret')
  const secondTab = await context.newPage()
  await signOutHere(secondTab)
  await signInForm(page).waitFor()
  expect(await messageWith(page, 'A Secret').count()).toBe(0)

  await submitSignIn(page, other)
  await titleOf(newDialog(page)).fill('Not a secret')
  await waitUntilKept(page, 'Not a secret')
  expect(await newDialog(page).locator('.draft-offer').count()).toBe(0)
  await signOutHere(page)
  expect(await keptTitles(page)).toEqual(['A Secret'])

  await page.goto('/#/books/new/hand')
  await submitSignIn(page, reader)
  await continueOffer(newDialog(page), 'A Secret')
})

test('the erasure of an account removes its drafts', async ({ page, reader }) => {
  await titleOf(await openNewForm(page, reader)).fill('Gone')
  await waitUntilKept(page, 'Gone')
  const secondTab = await page.context().newPage()
  await page.close()
  await secondTab.goto('/#/account')
  await secondTab.getByRole('button', { name: 'Erase …' }).click()
  const dialog = secondTab.getByRole('dialog', { name: 'Erase everything?' })
  await dialog.getByRole('button', { name: 'Erase for good' }).click()
  await proveByPassword(secondTab, reader.password)
  await secondTab.getByText('Your account and your books are erased.').waitFor()
  expect(await keptTitles(secondTab)).toEqual([])
})

test('a reader who signs in in another tab never sees the form of the reader before', async ({
  page,
  reader,
}) => {
  const other = await newReader({ name: 'Ada Lovelace' })
  const dialog = await openNewForm(page, reader)
  await titleOf(dialog).fill('A Secret')
  // The cookie of all tabs changes, and this tab hears of it without a sign-out.
  await other.signIn(page.context())
  await page.evaluate(() => new BroadcastChannel('bookplate:session').postMessage('signed-in'))
  await page.getByText('Ada Lovelace').waitFor()
  await expect.poll(() => titleOf(dialog).inputValue()).toBe('')
  expect(await keptTitles(page)).toEqual(['A Secret'])
  expect(await dialog.locator('.draft-offer').count()).toBe(0)
})
