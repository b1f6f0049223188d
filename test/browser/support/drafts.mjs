import { expect } from 'vitest'

export const titleOf = (dialog) => dialog.getByLabel('Title', { exact: true })

/** The forms wait a moment before they keep a draft. */
export const keptTitles = (page) =>
  page.evaluate(
    () =>
      new Promise((resolve, reject) => {
        const request = indexedDB.open('bookplate-drafts')
        request.onerror = () => reject(request.error)
        request.onupgradeneeded = () => request.result.createObjectStore('drafts')
        request.onsuccess = () => {
          const all = request.result.transaction('drafts').objectStore('drafts').getAll()
          all.onsuccess = () => {
            request.result.close()
            resolve(all.result.map(({ title }) => title).sort())
          }
        }
      }),
  )

export const waitUntilKept = (page, title) => expect.poll(() => keptTitles(page)).toContain(title)

/** The line of a form that offers a kept draft. */
export const offerOf = (dialog, title) =>
  dialog
    .getByRole('status', { name: 'Kept drafts' })
    .locator('.draft-offer')
    .filter({ hasText: new RegExp(`^A draft of “${title}” from today, \\d\\d:\\d\\d\\.`) })

export const continueOffer = async (dialog, title) => {
  await offerOf(dialog, title).getByRole('button', { name: 'Continue' }).click()
  await expect.poll(() => titleOf(dialog).inputValue()).toBe(title)
}

export const messageWith = (page, text) =>
  page.getByRole('status', { name: 'Messages' }).filter({ hasText: text })

export const submitSignIn = async (page, { email, password }) => {
  await page.getByLabel('Email').fill(email)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Sign in' }).click()
}

export const signOutHere = async (page) => {
  await page.goto('/#/account')
  await page.getByRole('button', { name: 'Sign out', exact: true }).click()
  await page.getByRole('heading', { name: 'Open your library' }).waitFor()
}

/** The process of the page ends. Its address is never opened. */
export const crash = async (page) => {
  const crashed = page.waitForEvent('crash')
  const [opened] = await Promise.allSettled([page.goto('chrome://crash'), crashed])
  expect(opened.status).toBe('rejected')
}
