import { expect } from './test.mjs'

export const newPassword = 'the stones of venice'
export const newEmail = () => `mary-${crypto.randomUUID()}@example.com`
export const heading = (page, name) => page.getByRole('heading', { name, exact: true }).waitFor()
export const notice = (page, text) => page.locator('.notice').filter({ hasText: text }).waitFor()
export const press = (page, name) => page.getByRole('button', { name, exact: true }).click()

/** The token is nowhere that the next user of the browser, or another page, could read it. */
export const expectNoTrace = async (page, link) => {
  const [, token] = link.split('token=')
  const seen = await page.evaluate(() =>
    JSON.stringify([
      location.href,
      history.state,
      document.referrer,
      document.title,
      { ...localStorage },
      { ...sessionStorage },
      document.documentElement.outerHTML,
    ]),
  )
  expect(seen).not.toContain(token)
}
