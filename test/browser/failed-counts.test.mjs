import { hasFocus } from './support/keyboard.mjs'
import { expect, test } from './support/test.mjs'

const counts = '**/books/facets*'

/** Opens the panel of filters while no filter can be counted. */
const openUncounted = async (page, reader, fail) => {
  await reader.addBooks([{ title: 'Emma', authors: ['Jane Austen'] }])
  await reader.signIn(page.context())
  await page.route(counts, fail)
  await page.goto('/')
  await page.getByRole('button', { name: /^Filters/ }).click()
  const panel = page.getByRole('region', { name: 'Filters' })
  return { panel, message: panel.getByRole('alert') }
}

const unavailable = (route) =>
  route.fulfill({ status: 503, json: { status: 'error', error: { code: 'service_unavailable' } } })

for (const [failure, fail, text] of [
  ['a lost connection', (route) => route.abort(), 'The service could not be reached.'],
  ['a service that fails', unavailable, 'The service is temporarily unavailable.'],
]) {
  test(`a count that failed by ${failure} is told, and tried again`, async ({ page, reader }) => {
    const { panel, message } = await openUncounted(page, reader, fail)
    await message.filter({ hasText: text }).waitFor()
    await expect.poll(() => panel.getByText('Not counted.').count()).toBe(9)
    expect(await panel.getByText('Counting …').count()).toBe(0)
    // The filters of the list itself still work.
    await page.getByRole('region', { name: 'Books' }).getByRole('link', { name: 'Emma' }).waitFor()

    await panel.getByRole('button', { name: 'Try again' }).click()
    await message.filter({ hasText: text }).waitFor()
    await page.unroute(counts)
    await panel.getByRole('button', { name: 'Try again' }).click()
    await panel.getByRole('link', { name: 'Jane Austen 1 book' }).waitFor()
    await message.waitFor({ state: 'detached' })
    await expect.poll(() => panel.getByText('ounted.').count()).toBe(0)
    expect(await hasFocus(page.locator('body'))).toBe(false)
  })
}

test('only the filters whose count failed are said to be not counted', async ({ page, reader }) => {
  const { promise, resolve: release } = Promise.withResolvers()
  // The first count is that of all filters without values of their own.
  const { panel, message } = await openUncounted(page, reader, async (route) => {
    if (!/[?&](owned|cover)=/.test(route.request().url())) return unavailable(route)
    await promise
    await route.continue()
  })
  await message.waitFor()
  await expect.poll(() => panel.getByText('Not counted.').count()).toBe(7)
  expect(await panel.getByText('Counting …').count()).toBe(2)
  release()
  await expect.poll(() => panel.getByText('Counting …').count()).toBe(0)
  expect(await panel.getByText('Not counted.').count()).toBe(7)
  await message.waitFor()
})

test('opening the panel again counts again', async ({ page, reader }) => {
  const { panel, message } = await openUncounted(page, reader, unavailable)
  await message.waitFor()
  await page.getByRole('button', { name: /^Filters/ }).click()
  await panel.waitFor({ state: 'detached' })
  await page.unroute(counts)
  await page.getByRole('button', { name: /^Filters/ }).click()
  await panel.getByRole('link', { name: 'Jane Austen 1 book' }).waitFor()
  await message.waitFor({ state: 'detached' })
})
