import { shareShelf } from './support/share-places.mjs'
import { expect, test, testWithBooks } from './support/test.mjs'

const addressOf = (page) => page.getByLabel('Address of your shelf').inputValue()

/** Opens an address as a visitor without an account. */
const visitor = async (browser, locale = 'en-GB') => {
  const context = await browser.newContext({ locale })
  return { context, page: await context.newPage() }
}

testWithBooks(
  'a reader shares the shelf, moves it and takes it down',
  async ({ page, reader, browser, book }) => {
    await reader.api('PATCH', `/books/${book.id}`, {
      json: { rating: 4.5, review: 'It lives.', notes: 'A secret.', tags: ['gothic'] },
    })
    await page.goto('/#/account')
    const part = page.getByRole('region', { name: 'Share your shelf' })
    // It says what will be shown before anything is.
    await part.getByText('They never see your email, notes, tags').waitFor()
    await expect.poll(() => part.getByLabel('Name on the shared shelf').inputValue()).toBe('Mary')
    await part.getByLabel('Show my ratings').check()
    await part.getByText('Your ratings', { exact: true }).waitFor()
    expect((await reader.api('GET', '/users/share')).data.enabled).toBe(false)

    await part.getByLabel('Only books with this tag').fill('goth')
    await page.getByRole('option', { name: 'gothic' }).click()
    await part.getByText('of each book with the tag “gothic”').waitFor()
    await part.getByRole('button', { name: 'Share the shelf' }).click()
    await page.getByText('Your shelf is shared.').waitFor()
    const first = await addressOf(page)

    const { page: theirs, context } = await visitor(browser)
    await theirs.goto(first)
    await theirs.getByRole('heading', { name: 'Mary', exact: true }).waitFor()
    await theirs.getByRole('heading', { name: book.title }).waitFor()
    await theirs.getByRole('img', { name: '4.5 of 5 stars' }).waitFor()
    const text = await theirs.content()
    for (const hidden of ['Without a Cover', 'It lives.', 'A secret.', 'gothic', 'Shelley', reader.email])
      expect(text).not.toContain(hidden)

    // Typed text stays while other buttons are used.
    await part.getByLabel('Only books with this tag').fill('')
    await part.getByRole('button', { name: 'New address …' }).click()
    await page.getByRole('button', { name: 'Make a new address' }).click()
    await page.getByText('Your shelf has a new address.').waitFor()
    await expect.poll(() => addressOf(page)).not.toBe(first)
    expect(await part.getByLabel('Only books with this tag').inputValue()).toBe('')
    await part.getByLabel('Show my reviews').check()
    await part.getByRole('button', { name: 'Save changes' }).click()
    await page.getByText('What visitors see is changed.').waitFor()

    const second = await addressOf(page)
    expect((await theirs.goto(first)).status()).toBe(404)
    await theirs.getByRole('heading', { name: 'This shelf is not here' }).waitFor()
    await theirs.goto(second)
    await theirs.getByRole('heading', { name: 'Without a Cover' }).waitFor()
    await theirs.getByRole('link', { name: 'Read the review' }).click()
    await theirs.getByText('It lives.').waitFor()

    await part.getByRole('button', { name: 'Stop sharing' }).click()
    await page.getByText('Your shelf is not shared any more.').waitFor()
    expect((await theirs.goto(second)).status()).toBe(404)
    await context.close()
  },
)

test('the address can be copied', async ({ page, reader, context }) => {
  await reader.signIn(context)
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  const { url } = await shareShelf(reader)
  await page.goto('/#/account')
  await page.getByRole('button', { name: 'Copy address' }).click()
  await page.getByText('The address is copied.').waitFor()
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(url)
})

test('a visitor turns the pages of a long shelf, in German, and loads nothing from elsewhere', async ({
  reader,
  browser,
  origin,
}) => {
  await reader.addBooks(Array.from({ length: 60 }, (_, at) => ({ title: `Title ${at}` })))
  const { url } = await shareShelf(reader)
  const { page, context } = await visitor(browser, 'de-DE')
  const faults = []
  page.on('console', (message) => faults.push(message.text()))
  page.on('request', (request) => {
    if (new URL(request.url()).origin !== origin) faults.push(request.url())
  })
  await page.goto(url)
  await page.getByText('60 Bücher · Neueste zuerst').waitFor()
  expect(await page.locator('.card').count()).toBe(48)
  await page.getByRole('link', { name: 'Weitere Bücher' }).click()
  await expect.poll(() => page.locator('.card').count()).toBe(12)
  await page.getByRole('link', { name: 'Zu den neuesten Büchern' }).click()
  await expect.poll(() => page.locator('.card').count()).toBe(48)
  // Each review, cover and link is there without a script.
  expect(await page.locator('script:not([type="application/ld+json"])').count()).toBe(0)
  expect(faults).toEqual([])
  await context.close()
})

test('settings that cannot be read say so, and are read again', async ({ page, reader, context }) => {
  await reader.signIn(context)
  await page.route('**/users/share', (route) => route.abort(), { times: 1 })
  await page.goto('/#/account')
  const part = page.getByRole('region', { name: 'Share your shelf' })
  await part.getByRole('button', { name: 'Try again' }).click()
  await part.getByRole('button', { name: 'Share the shelf' }).waitFor()
})
