import { expect, test } from './support/test.mjs'

const three = [{ title: 'First' }, { title: 'Second', description: 'The lats one.' }, { title: 'Third' }]

const openSecond = async ({ parts, reader }) => {
  await reader.addBooks(three)
  await parts.openAs(reader, '/#/?sort=title')
  await parts.click('link', /^Second/)
  await parts.focused('heading', 'Second')
}

test('a book is beside the shelf, the arrows lead to its neighbours, and closing returns the focus', async ({
  page,
  parts,
  reader,
}) => {
  await openSecond({ parts, reader })
  await page.keyboard.press('ArrowRight')
  await parts.find('dialog', 'Third')
  await page.keyboard.press('ArrowLeft')
  await parts.find('dialog', 'Second')
  await parts.click('button', 'Previous book')
  await parts.find('dialog', 'First')
  await parts.focused('button', 'Previous book')
  await page.keyboard.press('Escape')
  await parts.gone('dialog', 'First')
  await parts.focused('link', /^First/)
})

test('a typo is fixed in its place, with the mouse and the keyboard', async ({ page, parts, reader }) => {
  await openSecond({ parts, reader })
  await parts.click('text', 'The lats one.')
  await parts.fill('textbox', 'Description', 'The last one.')
  await parts.click('button', 'Save')
  await parts.find('text', 'The last one.')

  await parts.click('button', 'Change: Title')
  await parts.fill('textbox', 'Title', 'Nothing')
  await page.keyboard.press('Escape')
  await parts.focused('button', 'Change: Title')
  await page.keyboard.press('Enter')
  await parts.fill('textbox', 'Title', 'Fourth')
  await page.keyboard.press('Enter')
  await parts.find('dialog', 'Fourth')
  const titles = async () => (await reader.api('GET', '/books?sort=title')).data.map(({ title }) => title)
  await expect.poll(titles).toEqual(['First', 'Fourth', 'Third'])
})

test('Undo works above an open dialog, which stays open', async ({ page, parts, reader }) => {
  await openSecond({ parts, reader })
  await parts.click('button', 'Delete')
  // The time stands still.
  await (await parts.find('button', 'Undo')).hover()
  await parts.gone('link', /^Second/)
  const [{ id }] = (await reader.api('GET', '/books?sort=title')).data
  await parts.go(`#/books/${id}/edit`)
  await parts.focused('textbox', 'Title')
  await parts.click('button', 'Undo')
  await parts.gone('button', 'Undo')
  await parts.find('dialog', 'Edit the book')
  await page.keyboard.press('Escape')
  await parts.find('link', /^Second/)
})
