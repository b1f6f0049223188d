import { tabTo } from './support/keyboard.mjs'
import { expect, test } from './support/test.mjs'

const region = (page) => page.getByRole('region', { name: 'Books' })
const letters = 'ABCDEFGHIJKLMNOPQRST'

/** Eight books for each letter, more than the shelf loads at once. */
const library = [...letters].flatMap((letter, at) =>
  Array.from({ length: 8 }, (_, number) => ({
    title: `${letter}${letter.toLowerCase()} ${number + 1}`,
    authors: [`Ann ${letters[letters.length - 1 - at]}mith`],
    category: at < 12 ? 'science' : 'poetry',
  })),
)

const phone = { width: 390, height: 844 }
const topOf = (locator) => locator.evaluate((element) => element.getBoundingClientRect().top)

test('the first cover of a phone is near the top, with the navigation at the bottom', async ({
  page,
  reader,
}) => {
  await page.setViewportSize(phone)
  await reader.addBooks(library.slice(0, 10))
  await reader.signIn(page.context())
  await page.goto('/')
  const first = region(page).getByRole('link').first()
  await first.waitFor()
  expect(await topOf(first)).toBeLessThan(200)
  await page.getByRole('banner').getByText('10 books').waitFor()

  // The bars stay while the reader scrolls.
  const main = page.getByRole('navigation', { name: 'Main' })
  const bar = page.getByRole('banner')
  await page.evaluate(() => scrollTo(0, 600))
  await expect.poll(() => topOf(bar)).toBe(0)
  const { y, height } = await main.boundingBox()
  expect(y + height).toBe(phone.height)

  const search = page.getByRole('searchbox')
  await main.getByRole('button', { name: 'Search' }).click()
  expect(await search.evaluate((field) => field === document.activeElement)).toBe(true)
  await search.fill('aa 3')
  await expect.poll(() => region(page).getByRole('link').count()).toBe(1)
  await bar.getByRole('button', { name: 'Clear the search' }).click()
  await expect.poll(() => region(page).getByRole('link').count()).toBe(10)
  await main.getByRole('link', { name: 'Account' }).click()
  await page.getByRole('heading', { name: 'Account', exact: true }).waitFor()
  await main.getByRole('link', { name: 'Add a book' }).click()
  await page.getByRole('dialog', { name: 'Add a book' }).waitFor()
})

test('the search finds books from any page', async ({ page, reader }) => {
  await reader.addBooks(library.slice(0, 10))
  await reader.signIn(page.context())
  await page.goto('/#/account')
  const search = page.getByRole('searchbox', { name: 'Search your books' })
  await search.pressSequentially('aa 3')
  await region(page).getByRole('link', { name: 'Aa 3' }).waitFor()
  expect(await search.evaluate((field) => field === document.activeElement)).toBe(true)
})

test('the library, the categories, the results and the headings are counted', async ({ page, reader }) => {
  await reader.addBooks(library)
  await reader.signIn(page.context())
  await page.goto('/#/?sort=title')
  await page.getByRole('banner').getByText('160 books').waitFor()
  const categories = page.getByRole('navigation', { name: 'Categories' })
  const chips = () => categories.getByRole('link').allTextContents()
  await expect.poll(chips).toEqual(expect.arrayContaining(['All160', 'Science96', 'Poetry64', 'Horror']))
  expect((await chips()).slice(0, 3)).toEqual(['All160', 'Science96', 'Poetry64'])
  await region(page).getByRole('heading', { name: 'B 8', exact: true }).waitFor()

  await page.getByRole('searchbox').fill('bb')
  await expect.poll(chips).toEqual(expect.arrayContaining(['All8', 'Science8', 'Poetry']))
  await page.getByRole('status').filter({ hasText: '8 books.' }).waitFor()
  await page.getByRole('searchbox').fill('')
  // Until then the link leads to the category within the search.
  await expect.poll(chips).toEqual(expect.arrayContaining(['All160']))
  await categories.getByRole('link', { name: 'Poetry' }).click()
  await page.getByRole('status').filter({ hasText: '64 books.' }).waitFor()

  // A change is counted.
  const { id } = (await reader.api('GET', '/books?q=Aa')).data[0]
  await page.goto(`/#/books/${id}`)
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click()
  await page.goto('/#/account')
  await page.getByRole('heading', { name: 'Account', exact: true }).waitFor()
  await page.goto('/#/')
  await page.getByRole('banner').getByText('159 books').waitFor()
})

test('the scrubber jumps to books that are not loaded, and back to the start', async ({ page, reader }) => {
  await reader.addBooks(library)
  await reader.signIn(page.context())
  await page.goto('/#/?sort=title')
  const heading = (name) => region(page).getByRole('heading', { name })
  await heading(/^A/).waitFor()
  const slider = page.getByRole('slider', { name: 'Jump to' })
  expect(await slider.getAttribute('aria-valuetext')).toBe('A')
  const requests = []
  page.on('request', (request) => requests.push(new URL(request.url()).searchParams.get('from')))

  // The letter in the middle of the rail.
  const { x, y, width, height } = await slider.boundingBox()
  await page.mouse.click(x + width / 2, y + height * (12.5 / letters.length))
  await heading(/^M/).waitFor()
  expect(requests).toContain('M')
  await expect.poll(() => region(page).getByRole('link').first().textContent()).toContain('Mm 1')
  await expect.poll(() => slider.getAttribute('aria-valuetext')).toBe('M')
  const covers = await topOf(heading(/^M/))
  expect(covers).toBeLessThan(200)

  // A letter that is loaded needs no request.
  requests.length = 0
  await slider.press('ArrowDown')
  await expect.poll(() => slider.getAttribute('aria-valuetext')).toBe('N')
  await expect.poll(() => topOf(heading(/^N/))).toBeLessThan(200)
  expect(requests.filter(Boolean)).toEqual([])

  await page.getByRole('button', { name: 'Show from the start' }).click()
  await heading(/^A/).waitFor()
  await expect.poll(() => page.getByRole('button', { name: 'Show from the start' }).count()).toBe(0)
  await slider.press('End')
  await heading(/^T/).waitFor()
})

test('order, view and size are remembered for each reader, and an address wins', async ({ page, reader }) => {
  await reader.addBooks(library.slice(0, 10))
  await reader.signIn(page.context())
  await page.goto('/')
  const list = page.getByRole('button', { name: 'Show a compact list' })
  const sort = page.getByRole('combobox', { name: 'Sort by' })
  await page.getByRole('button', { name: 'Large covers' }).click()
  await list.click()
  await sort.selectOption('Title, A to Z')
  // Back returns to the order before.
  await page.goBack()
  await expect.poll(() => sort.inputValue()).toBe('-created_at')

  await page.goto('/#/account')
  await page.reload()
  await page.goto('/#/')
  await region(page).getByRole('link').first().waitFor()
  expect(await sort.inputValue()).toBe('title')
  expect(await list.getAttribute('aria-pressed')).toBe('true')
  await page.goto('/#/?view=covers&sort=-title')
  await expect.poll(() => sort.inputValue()).toBe('-title')
  expect(await page.getByRole('button', { name: 'Large covers' }).getAttribute('aria-pressed')).toBe('true')
})

test('the order is in a menu on a tablet, which the keyboard opens', async ({ page, reader }) => {
  await page.setViewportSize({ width: 820, height: 1180 })
  await reader.addBooks(library.slice(0, 3))
  await reader.signIn(page.context())
  await page.goto('/')
  await region(page).getByRole('link').first().waitFor()
  const sort = page.getByRole('combobox', { name: 'Sort by' })
  expect(await sort.isVisible()).toBe(false)
  await tabTo(page, page.getByRole('button', { name: 'Order and view' }))
  await page.keyboard.press('Enter')
  await sort.selectOption('Title, A to Z')
  await page.keyboard.press('Escape')
  await expect.poll(() => sort.isVisible()).toBe(false)
})

test('the menu of the order closes when the window becomes wide', async ({ page, reader }) => {
  await reader.addBooks(library.slice(0, 1))
  await reader.signIn(page.context())
  await page.setViewportSize({ width: 900, height: 700 })
  await page.goto('/')
  await page.getByRole('button', { name: 'Order and view' }).click()
  const menu = page.locator('#shelf-tools')
  await expect.poll(() => menu.evaluate((element) => element.matches(':popover-open'))).toBe(true)
  await page.setViewportSize({ width: 1400, height: 700 })
  await expect.poll(() => menu.evaluate((element) => element.matches(':popover-open'))).toBe(false)
  const { y } = await menu.boundingBox()
  const { y: searchTop } = await page.getByRole('searchbox').boundingBox()
  expect(Math.abs(y - searchTop)).toBeLessThan(20)
})

test('the categories scroll with the wheel, and fade where more follow', async ({ page, reader }) => {
  await page.setViewportSize(phone)
  await reader.addBooks(library.slice(0, 3))
  await reader.signIn(page.context())
  await page.goto('/')
  const row = page.getByRole('navigation', { name: 'Categories' }).getByRole('list')
  await expect.poll(() => row.getAttribute('data-more')).toBe('end')
  await row.hover()
  await page.mouse.wheel(0, 5000)
  await expect.poll(() => row.getAttribute('data-more')).toBe('start')
})
