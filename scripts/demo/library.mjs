import { readFile } from 'node:fs/promises'

const folder = new URL('../../examples/library/', import.meta.url)

// library.json has more (authors, series, year, language), for when the API takes them.
const fields = ['title', 'description', 'category']

/** @returns {Promise<{ title: string, cover: string }[]>} the books of examples/library, in the order of the shelf */
export const readLibrary = async () => JSON.parse(await readFile(new URL('library.json', folder), 'utf8'))

/** @returns {Promise<FormData>} what `POST /books` takes */
export const formOf = async (book) => {
  const form = new FormData()
  for (const name of fields) form.set(name, book[name])
  form.set('cover_image', new Blob([await readFile(new URL(book.cover, folder))]), book.cover)
  return form
}
