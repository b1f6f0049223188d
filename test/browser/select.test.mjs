import { hasFocus } from './support/keyboard.mjs'
import { openShelf } from './support/selecting.mjs'
import { expect, test } from './support/test.mjs'

const titles = (count) =>
  Array.from({ length: count }, (_, at) => ({ title: `Volume ${String(at + 1).padStart(3, '0')}` }))

test('50 books get another category in four clicks', async ({ page, reader }) => {
  await reader.addBooks(titles(52))
  const { books, box, link, choose, message, undo } = await openShelf(page, reader, '/#/?sort=title')
  const inPoetry = async () => (await reader.api('GET', '/books?category=poetry&limit=100')).data.length

  await link('Volume 001').hover()
  await box('Volume 001').click()
  await expect
    .poll(async () => {
      await page.mouse.wheel(0, 900)
      return books.getByRole('link', { name: /^Volume/ }).count()
    })
    .toBe(52)
  await link('Volume 050').click({ modifiers: ['Shift'] })
  await message('50 books selected').waitFor()
  await choose('Category …', 'Poetry')

  await message('Moved 50 books to Poetry.').waitFor()
  expect(await inPoetry()).toBe(50)
  await undo()
  await message('Took back the change of 50 books.').waitFor()
  expect(await inPoetry()).toBe(0)
})

test('books are selected with the keyboard, and Escape ends it', async ({ page, reader }) => {
  await reader.addBooks(titles(9))
  const { bar, link, box } = await openShelf(page, reader, '/#/?sort=title')
  const { keyboard } = page
  const announced = (text) =>
    page.getByRole('status').filter({ hasText: text }).waitFor({ state: 'attached' })

  await link('Volume 002').focus()
  await keyboard.press('x')
  await announced('1 book selected.')
  await keyboard.press('Shift+ArrowRight')
  await keyboard.press('Shift+ArrowRight')
  await announced('3 books selected.')
  expect(await hasFocus(link('Volume 004'))).toBe(true)
  await keyboard.press('Shift+ArrowLeft')
  await announced('2 books selected.')
  await keyboard.press('Space')
  await announced('1 book selected.')
  expect(await box('Volume 002').isChecked()).toBe(true)

  await keyboard.press('ControlOrMeta+a')
  await announced('9 books selected.')
  // Enter opens the book. Escape closes it, and leaves the selection.
  await keyboard.press('Enter')
  await page.getByRole('dialog', { name: 'Volume 003' }).waitFor()
  await keyboard.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  await bar.waitFor()
  await keyboard.press('Escape')
  await bar.waitFor({ state: 'detached' })
  expect(await page.getByRole('checkbox').count()).toBe(0)
})

test('a long touch begins a selection, and a touch continues it', async ({ page, reader }) => {
  await reader.addBooks(titles(4))
  const devTools = await page.context().newCDPSession(page)
  await devTools.send('Emulation.setTouchEmulationEnabled', { enabled: true })
  const { link, message } = await openShelf(page, reader, '/#/?sort=title')
  const touch = async (target, whileTouched = () => {}) => {
    const { x, y } = await target.boundingBox()
    const touchPoints = [{ x: x + 20, y: y + 60 }]
    await devTools.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints })
    await whileTouched()
    await devTools.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] })
  }

  await touch(link('Volume 001'), () => message('1 book selected').waitFor())
  await touch(link('Volume 003'))
  await message('2 books selected').waitFor()
  await touch(link('Volume 001'))
  await message('1 book selected').waitFor()
  expect(await page.getByRole('dialog').count()).toBe(0)
})

test('a selection survives another filter, and tells which books it hides', async ({ page, reader }) => {
  await reader.addBooks([
    { title: 'Verse', category: 'poetry' },
    { title: 'Prose', category: 'science' },
  ])
  const { bar, link, box, message } = await openShelf(page, reader)
  await page.getByRole('button', { name: 'Select books' }).click()
  await link('Prose').click()
  await message('1 book selected').waitFor()
  await page.goto('/#/?category=poetry')
  await link('Prose').waitFor({ state: 'detached' })
  await link('Verse').click()
  await message('2 books selected').waitFor()
  await bar.getByText('1 not shown here').waitFor()
  await page.goto('/#/')
  await expect.poll(() => box('Prose').isChecked()).toBe(true)
  await bar.getByRole('button', { name: 'End the selection' }).click()
  await bar.waitFor({ state: 'detached' })
  // The button that had the focus is gone.
  expect(await hasFocus(link('Prose'))).toBe(true)
})
