import { hold } from '../browser/support/hold.mjs'
import { setLanguage } from './looks.mjs'

const list = (url) => url.pathname === '/books'

const fail = (page) =>
  page.route(list, (route) =>
    route.fulfill({
      status: 500,
      contentType: 'application/json',
      body: JSON.stringify({ error: { code: 'internal_error', message: 'The service has failed.' } }),
    }),
  )

/** Functions that open the shelf in each state, by its name. */
export const states = {
  'a full shelf': async (page) => {
    await page.goto('/')
    await page.getByRole('region', { name: 'Books' }).getByRole('link').first().waitFor()
    await page.waitForLoadState('networkidle')
  },
  'a full list': async (page) => {
    await page.goto('/#/?view=list')
    await page.getByRole('region', { name: 'Books' }).getByRole('link').first().waitFor()
    await page.waitForLoadState('networkidle')
  },
  'a board of spines': async (page) => {
    await page.goto('/#/?view=spines')
    await page.getByRole('region', { name: 'Books' }).getByRole('link').first().waitFor()
    await page.waitForLoadState('networkidle')
  },
  'a shelf that loads': async (page) => {
    await hold(page, list, 'GET')
    await page.goto('/')
    await page.getByRole('region', { name: 'Books' }).waitFor()
  },
  'a shelf that failed': async (page) => {
    await fail(page)
    await page.goto('/')
    await page.getByRole('alert').waitFor()
  },
  'a shelf offline': async (page) => {
    await page.goto('/')
    await page.getByRole('region', { name: 'Books' }).getByRole('link').first().waitFor()
    await page.waitForLoadState('networkidle')
    // The texts cannot be loaded later.
    await setLanguage(page, 'de')
    await setLanguage(page, 'en')
    await page.context().setOffline(true)
    await page.getByText('You are offline').waitFor()
  },
}

export const emptyState = async (page) => {
  await page.goto('/')
  await page.getByRole('heading', { name: 'Your shelf is empty' }).waitFor()
}
