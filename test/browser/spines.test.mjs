import { hasFocus } from './support/keyboard.mjs'
import { openShelf } from './support/selecting.mjs'
import { expect, test } from './support/test.mjs'

test('spines stand on boards, and the arrow keys lead along them', async ({ page, reader }) => {
  await reader.addBooks(
    Array.from({ length: 60 }, (_, at) => ({
      title: `Volume ${String(at + 1).padStart(2, '0')}`,
      authors: ['Ursula K. Le Guin'],
      pages: 100 + at * 20,
    })),
  )
  const covered = await reader.addBook({ title: 'Zenith' })
  const { books } = await openShelf(page, reader, '/#/?sort=title&view=spines')
  const link = (title) => books.getByRole('link', { name: title })
  // Screen readers get a list of links with whole names.
  await books.getByRole('listitem').getByRole('link', { name: 'Volume 01, Ursula K. Le Guin' }).waitFor()

  // The boards fill from the first to the last.
  await link('Zenith').waitFor()

  const { keyboard } = page
  // The page may scroll, so places are those on the page.
  const focused = () =>
    page.evaluate(() => {
      const { left, top, bottom } = document.activeElement.getBoundingClientRect()
      return { left, top: top + scrollY, bottom: bottom + scrollY }
    })
  await link('Volume 01').focus()
  await keyboard.press('ArrowRight')
  expect(await hasFocus(link('Volume 02'))).toBe(true)
  const above = await focused()
  await keyboard.press('ArrowDown')
  const below = await focused()
  expect(below.top).toBeGreaterThan(above.bottom)
  expect(Math.abs(below.left - above.left)).toBeLessThan(60)
  await keyboard.press('ArrowUp')
  const back = await focused()
  expect(back.bottom).toBeLessThan(below.top)
  expect(Math.abs(back.left - below.left)).toBeLessThan(60)
  await link('Volume 02').focus()
  await keyboard.press('Enter')
  await page.getByRole('dialog', { name: 'Volume 02' }).waitFor()

  // The cloth of a covered book has the colour of its cover.
  await page.goto(`/#/?view=spines&q=${covered.title}`)
  await expect
    .poll(() =>
      books
        .locator('.spine')
        .first()
        .evaluate((item) => item.style.getPropertyValue('--own')),
    )
    .toMatch(/^rgb\(/)
})
