import { hold } from './support/hold.mjs'
import { hasFocus } from './support/keyboard.mjs'
import { expect, test } from './support/test.mjs'

const addTwo = async (reader) => {
  await reader.addBooks([{ title: 'Emma' }, { title: 'Middlemarch', rating: 4.25 }])
  return (await reader.api('GET', '/books')).data.toReversed().map(({ id }) => id)
}
const open = async (page, reader, path = '/') => {
  await reader.signIn(page.context())
  await page.goto(path)
}
const slider = (page, title) => page.getByRole('slider', { name: `Rating of “${title}”` })
const ratingOf = async (reader, id) => (await reader.api('GET', `/books/${id}`)).data.rating
const textOf = (input) => input.getAttribute('aria-valuetext')

/** Clicks or taps into the middle of the half that stands for `stars`. */
const placeOf = async (input, stars) => {
  const { width, height } = await input.boundingBox()
  return { position: { x: ((stars - 0.25) / 5) * width, y: height / 2 } }
}

test('one click on the shelf rates a book, and Undo takes it back', async ({ page, reader }) => {
  const [emma] = await addTwo(reader)
  await open(page, reader)
  const input = slider(page, 'Emma')
  await input.click(await placeOf(input, 4))
  await expect.poll(() => ratingOf(reader, emma)).toBe(4)
  expect(await textOf(input)).toBe('4 of 5 stars')
  // The click opened no book.
  expect(await page.getByRole('dialog').count()).toBe(0)
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect.poll(() => ratingOf(reader, emma)).toBe(null)
  expect(await textOf(input)).toBe('Not rated')
})

test('a double click rates once, and the same star later removes the rating', async ({ page, reader }) => {
  const [emma] = await addTwo(reader)
  await open(page, reader, '/#/?view=list')
  const input = slider(page, 'Emma')
  await input.dblclick(await placeOf(input, 2.5))
  await expect.poll(() => ratingOf(reader, emma)).toBe(2.5)
  await page.reload()
  await input.click(await placeOf(input, 2.5))
  await expect.poll(() => ratingOf(reader, emma)).toBe(null)
})

test('the keyboard rates in quarters and whole stars', async ({ page, reader }) => {
  const [, middlemarch] = await addTwo(reader)
  await open(page, reader)
  await page.getByRole('link', { name: 'Middlemarch' }).focus()
  await page.keyboard.press('Tab')
  const input = slider(page, 'Middlemarch')
  expect(await hasFocus(input)).toBe(true)
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('ArrowRight')
  expect(await textOf(input)).toBe('4.75 of 5 stars')
  await expect.poll(() => ratingOf(reader, middlemarch)).toBe(4.75)
  await page.keyboard.press('3')
  await expect.poll(() => ratingOf(reader, middlemarch)).toBe(3)
  expect(await hasFocus(input)).toBe(true)
  await page.keyboard.press('0')
  await expect.poll(() => ratingOf(reader, middlemarch)).toBe(null)
  // Undo brings back the value before the whole row of changes.
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect.poll(() => ratingOf(reader, middlemarch)).toBe(4.25)
})

test('a tap rates a book on a phone', async ({ browser, reader, page }) => {
  const [emma] = await addTwo(reader)
  const { baseURL } = page.context()._options
  const context = await browser.newContext({
    baseURL,
    viewport: { width: 390, height: 844 },
    isMobile: true,
    hasTouch: true,
  })
  const phone = await context.newPage()
  await open(phone, reader)
  const input = slider(phone, 'Emma')
  expect((await input.boundingBox()).height).toBeGreaterThanOrEqual(44)
  await input.tap(await placeOf(input, 3.5))
  await expect.poll(() => ratingOf(reader, emma)).toBe(3.5)
  await context.close()
})

test('a rating that was not saved is taken back, and can be sent again', async ({ page, reader }) => {
  const [emma] = await addTwo(reader)
  await open(page, reader)
  await page.route(`**/books/${emma}`, (route) =>
    route.request().method() === 'PATCH' ? route.abort() : route.continue(),
  )
  const input = slider(page, 'Emma')
  await input.click(await placeOf(input, 5))
  const again = page.getByRole('button', { name: 'Try again' })
  await again.waitFor()
  expect(await textOf(input)).toBe('Not rated')
  expect(await page.getByRole('button', { name: 'Undo' }).count()).toBe(0)
  await page.unroute(`**/books/${emma}`)
  await again.click()
  await expect.poll(() => ratingOf(reader, emma)).toBe(5)
  expect(await textOf(input)).toBe('5 of 5 stars')
  expect(await again.count()).toBe(0)
})

test('quick changes of one book are sent in order, and none is lost', async ({ page, reader }) => {
  const [emma] = await addTwo(reader)
  await open(page, reader)
  const patches = await hold(page, `**/books/${emma}`, 'PATCH')
  const input = slider(page, 'Emma')
  await input.click(await placeOf(input, 2))
  await expect.poll(() => patches.count()).toBe(1)
  await input.hover()
  await page.getByRole('button', { name: 'Started today: “Emma”' }).click()
  await input.click(await placeOf(input, 5))
  // Both are shown at once, and wait for the first request.
  expect(await textOf(input)).toBe('5 of 5 stars')
  await page.getByRole('button', { name: 'Finished today: “Emma”' }).waitFor()
  expect(patches.count()).toBe(1)
  patches.release()
  await expect.poll(() => ratingOf(reader, emma)).toBe(5)
  const { data } = await reader.api('GET', `/books/${emma}`)
  expect(data).toMatchObject({ status: 'reading', rating: 5 })
})

test('a change of a newer version is computed from it', async ({ page, reader }) => {
  const [emma] = await addTwo(reader)
  await open(page, reader)
  const input = slider(page, 'Emma')
  await input.waitFor()
  await reader.api('PATCH', `/books/${emma}`, { json: { title: 'Emma, revised', rating: 1 } })
  await input.click(await placeOf(input, 4))
  await page.getByRole('link', { name: 'Emma, revised' }).waitFor()
  const { data } = await reader.api('GET', `/books/${emma}`)
  expect(data).toMatchObject({ title: 'Emma, revised', rating: 4 })
})
