import { addByApi, openEditor, save } from './support/book-form.mjs'
import { messageWith, titleOf } from './support/drafts.mjs'
import { everyField } from './support/every-field.mjs'
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
