import { addByApi, openEditor, openGroup, save } from './support/book-form.mjs'
import { everyField } from './support/every-field.mjs'
import { expect, test } from './support/test.mjs'

test('errors are beside their fields, in groups that open', async ({ page, reader }) => {
  const { id } = await addByApi(reader, { title: 'Bare' })
  const dialog = await openEditor(page, reader, id)
  const field = (label) => dialog.getByLabel(label, { exact: true })
  const issueOf = (name, description) =>
    dialog.getByRole('textbox', { name, description, exact: true }).waitFor()
  const submit = () => dialog.getByRole('button', { name: 'Save' }).click()
  await openGroup(dialog, 'The edition')
  await field('ISBN').fill('9780441478126')
  await field('Pages').fill('many')
  await openGroup(dialog, 'The edition')
  await submit()
  await issueOf('ISBN', 'This is not an ISBN: a digit is wrong or missing.')
  await issueOf('Pages', 'Enter a whole number from 1 to 100,000.')
  await field('ISBN').fill('')
  await field('Pages').fill('')

  // The service counts characters, and its issues name rows.
  await field('Author 1').fill(' ')
  await dialog.getByRole('button', { name: 'Add another author' }).click()
  await field('Author 2').fill('a'.repeat(201))
  await submit()
  const author = dialog.getByRole('combobox', { name: 'Author 1', description: /200/ })
  await author.waitFor()
  await author.fill('A. Nonymous')

  await openGroup(dialog, 'Your reading')
  await dialog.getByRole('button', { name: 'Add a reading' }).click()
  await field('Started').fill('2026-02-01')
  await field('Finished').fill('2026-01-01')
  await submit()
  await dialog.getByText('The end is before the start.').waitFor()
  // A day that is typed in part.
  await field('Finished').fill('')
  await field('Finished').pressSequentially('1')
  await submit()
  await dialog.getByText('Enter the whole date, or none.').waitFor()
  await dialog.getByRole('button', { name: 'Remove reading 1' }).click()

  await openGroup(dialog, 'Your own fields')
  for (const at of [1, 2]) {
    await dialog.getByRole('button', { name: 'Add a field' }).click()
    await field(`Name of field ${at}`).fill('Mood')
  }
  await submit()
  await dialog.getByText('Two fields have this name.').first().waitFor()
  await dialog.getByRole('button', { name: 'Remove field 2' }).click()
  await field('Value of field 1').fill('calm')
  await save(dialog)
  expect((await reader.api('GET', `/books/${id}`)).data).toMatchObject({
    authors: ['A. Nonymous'],
    readings: [],
    extra: { Mood: 'calm' },
  })
})

test('a conflict asks only for the fields that both changed, and merges the rest', async ({
  page,
  reader,
}) => {
  const { id } = await addByApi(reader)
  const dialog = await openEditor(page, reader, id)
  await dialog.getByLabel('Rating').selectOption('1 star')
  await dialog.getByLabel('Notes').fill('Mine.')
  await dialog.getByLabel('Tags', { exact: true }).fill('snow')
  await reader.api('PATCH', `/books/${id}`, { json: { notes: 'Theirs.', pages: 999, tags: [] } })
  await dialog.getByRole('button', { name: 'Save' }).click()
  const conflict = page.getByRole('dialog', { name: 'This book has changed' })
  const mine = conflict.getByRole('region', { name: 'Your version' })
  await mine.waitFor()
  expect(await mine.getByRole('term').allTextContents()).toEqual(['Title', 'Notes, different'])
  await mine.getByText('Mine.').waitFor()
  await conflict.getByRole('region', { name: 'Saved version' }).getByText('Theirs.').waitFor()
  await save(conflict, 'Keep my version')
  expect((await reader.api('GET', `/books/${id}`)).data).toMatchObject({
    notes: 'Mine.',
    rating: 1,
    pages: 999,
    tags: ['snow'],
  })
})

test('the same change in two places is no conflict', async ({ page, reader }) => {
  const { id } = await addByApi(reader)
  const dialog = await openEditor(page, reader, id)
  await dialog.getByLabel('Rating').selectOption('1 star')
  await reader.api('PATCH', `/books/${id}`, { json: { rating: 1 } })
  await save(dialog)
  const rating = page.getByRole('dialog', { name: everyField.title }).getByRole('slider', { name: 'Rating' })
  await expect.poll(() => rating.getAttribute('aria-valuetext')).toBe('1 of 5 stars')
})

test('a new cover and changed fields are saved together', async ({ page, reader }) => {
  const { id } = await addByApi(reader)
  const dialog = await openEditor(page, reader, id)
  await dialog.getByLabel('Cover image').setInputFiles({
    name: 'cover.png',
    mimeType: 'image/png',
    buffer: Buffer.from(
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
      'base64',
    ),
  })
  await dialog.getByRole('img').waitFor()
  for (const tag of everyField.tags) await dialog.getByRole('button', { name: `Remove tag ${tag}` }).click()
  await dialog.getByRole('button', { name: 'Remove reading 2' }).click()
  await dialog.getByLabel('Rating').selectOption('Not rated')
  await save(dialog)
  const { data } = await reader.api('GET', `/books/${id}`)
  expect(data).toMatchObject({ tags: [], readings: everyField.readings.slice(0, 1), rating: null })
  expect(data.image_url).not.toBe(null)
})
