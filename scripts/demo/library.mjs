import { readFile } from 'node:fs/promises'

const folder = new URL('../../examples/library/', import.meta.url)

/** @typedef {Record<string, unknown> & { title: string, category: string | null, cover: string }} DemoBook */

/** @returns {Promise<DemoBook[]>} the books of examples/library, in the order of the shelf */
export const readLibrary = async () => JSON.parse(await readFile(new URL('library.json', folder), 'utf8'))

/** @param {DemoBook} book @returns its fields, as `POST /books` takes them as JSON */
export const fieldsOf = ({ cover, ...fields }) => fields

const partsOf = ([name, value]) => {
  if (name === 'readings' || name === 'extra') return [[name, JSON.stringify(value)]]
  // An empty part stands for null.
  return [value ?? ''].flat().map((one) => [name, String(one)])
}

/** @returns {FormData} what `POST /books` takes as a form, without the cover */
export const fieldsForm = (fields) => {
  const form = new FormData()
  for (const part of Object.entries(fields).flatMap(partsOf)) form.append(...part)
  return form
}

/** @param {DemoBook} book @returns {Promise<FormData>} its fields and its cover */
export const formOf = async (book) => {
  const form = fieldsForm(fieldsOf(book))
  form.set('cover_image', new Blob([await readFile(new URL(book.cover, folder))]), book.cover)
  return form
}
