import { expect } from 'vitest'
import { everyField } from './every-field.mjs'

export const openGroup = (dialog, name) => dialog.locator('summary').filter({ hasText: name }).click()

/** Unfolds the fields beyond title and authors. */
export const openMore = (dialog) => openGroup(dialog, /^More/)

/** Signs in and opens the form at `path`. @returns its dialog */
const openForm = async (page, reader, path, name) => {
  await reader.signIn(page.context())
  await page.goto(path)
  const dialog = page.getByRole('dialog', { name })
  await dialog.getByLabel('Title', { exact: true }).waitFor()
  return dialog
}

/** With all fields unfolded. */
export const openNewForm = async (page, reader) => {
  const dialog = await openForm(page, reader, '/#/books/new/hand', 'Add a book')
  await openMore(dialog)
  return dialog
}
export const openEditor = (page, reader, id) => openForm(page, reader, `/#/books/${id}/edit`, 'Edit the book')

export const save = async (dialog, button = 'Save') => {
  await dialog.getByRole('button', { name: button }).click()
  await dialog.waitFor({ state: 'detached' })
}

/** Adds a book without a cover. */
export const addByApi = async (reader, fields = everyField) => {
  const { status, data } = await reader.api('POST', '/books', { json: fields })
  expect(status).toBe(201)
  return data
}
