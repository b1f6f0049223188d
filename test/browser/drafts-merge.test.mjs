import { addByApi, openEditor, save } from './support/book-form.mjs'
import { keptTitles, messageWith, titleOf, waitUntilKept } from './support/drafts.mjs'
import { everyField } from './support/every-field.mjs'
import { hold } from './support/hold.mjs'
import { expect, test } from './support/test.mjs'

test('changes of different fields and list items are merged without a question', async ({ page, reader }) => {
  const { id } = await addByApi(reader)
  const dialog = await openEditor(page, reader, id)
  await dialog.getByLabel('Rating').selectOption('1 star')
  await dialog.getByRole('button', { name: 'Remove author 2' }).click()
  await dialog.getByLabel('Tags', { exact: true }).fill('snow')
  await reader.api('PATCH', `/books/${id}`, {
    json: {
      notes: 'Theirs.',
      tags: ['ice', 'gift'],
      authors: [...everyField.authors, 'A Third Author'],
      extra: { ...everyField.extra, Mood: 'cold' },
    },
  })
  await save(dialog)
  await messageWith(page, 'Saved, together with the changes from another page or device.').waitFor()
  expect((await reader.api('GET', `/books/${id}`)).data).toMatchObject({
    rating: 1,
    notes: 'Theirs.',
    tags: ['ice', 'snow', 'gift'],
    authors: ['Ursula K. Le Guin', 'A Third Author'],
    extra: { ...everyField.extra, Mood: 'cold' },
  })
})

test('a version that the reader keeps reverts no field that they did not touch', async ({ page, reader }) => {
  const { id } = await addByApi(reader)
  const dialog = await openEditor(page, reader, id)
  await titleOf(dialog).fill('Mine')
  await reader.api('PATCH', `/books/${id}`, { json: { title: 'Theirs', notes: 'Theirs.', rating: 2 } })
  await dialog.getByRole('button', { name: 'Save' }).click()
  const conflict = page.getByRole('dialog', { name: 'This book has changed' })
  await conflict.getByRole('region', { name: 'Saved version' }).getByText('Theirs', { exact: true }).waitFor()
  // Another change, while the reader decides.
  await reader.api('PATCH', `/books/${id}`, { json: { notes: 'Theirs again.', pages: 999 } })
  await save(conflict, 'Keep my version')
  expect((await reader.api('GET', `/books/${id}`)).data).toMatchObject({
    title: 'Mine',
    notes: 'Theirs again.',
    rating: 2,
    pages: 999,
    tags: everyField.tags,
  })
})

test('the request that settles a conflict can be stopped', async ({ page, reader }) => {
  const { id } = await addByApi(reader)
  const dialog = await openEditor(page, reader, id)
  await titleOf(dialog).fill('Mine')
  await reader.api('PATCH', `/books/${id}`, { json: { title: 'Theirs' } })
  await dialog.getByRole('button', { name: 'Save' }).click()
  const conflict = page.getByRole('dialog', { name: 'This book has changed' })
  const change = await hold(page, `**/books/${id}`, 'PATCH')
  await conflict.getByRole('button', { name: 'Keep my version' }).click()
  await expect.poll(change.count).toBe(1)
  await page.keyboard.press('Escape')
  await conflict.getByRole('button', { name: 'Stop', exact: true }).click()
  await conflict.getByText('Stopped. Your changes were not saved.').waitFor()
  change.release()
  expect((await reader.api('GET', `/books/${id}`)).data.title).toBe('Theirs')
  await conflict.getByRole('button', { name: 'Edit my version' }).click()
  await expect.poll(() => titleOf(dialog).inputValue()).toBe('Mine')
})

test('the draft of a book that was deleted elsewhere becomes a new book', async ({ page, reader }) => {
  const { id } = await addByApi(reader)
  const dialog = await openEditor(page, reader, id)
  await titleOf(dialog).fill('Revived')
  await waitUntilKept(page, 'Revived')
  await reader.api('DELETE', `/books/${id}`)
  await dialog.getByRole('button', { name: 'Save' }).click()
  await dialog.getByRole('alert').filter({ hasText: 'This book is no longer in the library.' }).waitFor()
  await page.reload()
  await page.getByText('This book is no longer in the library. Your draft of it is kept.').waitFor()
  await page.getByRole('button', { name: 'Continue' }).click()
  const added = page.getByRole('dialog', { name: 'Add a book' })
  await expect.poll(() => titleOf(added).inputValue()).toBe('Revived')
  await save(added, 'Add to the shelf')
  expect((await reader.api('GET', '/books')).data).toMatchObject([
    { title: 'Revived', rating: everyField.rating },
  ])
  expect(await keptTitles(page)).toEqual([])
})
