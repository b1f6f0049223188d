import { env } from 'cloudflare:workers'
import { api, dataOf, type Session } from '../../support/client.ts'

type ImportFile = string | Uint8Array | File
type Fields = Record<string, string>

/** @returns the form that imports a file */
export const importForm = (file: ImportFile, mode?: 'preview' | 'apply', fields: Fields = {}) => {
  const form = new FormData()
  form.set('file', new File([file], 'books'))
  if (mode) form.set('mode', mode)
  for (const [name, value] of Object.entries(fields)) form.set(name, value)
  return form
}

/** Imports a file. @returns the response */
export const importFile = (as: Session, file: ImportFile, headers = {}, fields: Fields = {}) =>
  api.post('/books/import', { as, headers, body: importForm(file, 'apply', fields) })

/** @returns the report of the import of a file */
export const reportOf = async (as: Session, file: ImportFile, fields: Fields = {}) =>
  dataOf(await importFile(as, file, {}, fields))

/** @returns the report of a preview */
export const previewOf = async (as: Session, file: ImportFile, fields: Fields = {}) =>
  dataOf(await api.post('/books/import', { as, body: importForm(file, 'preview', fields) }))

/** @returns the text of an export */
export const exportOf = async (as: Session, format: string) =>
  (await api.get(`/books/export?format=${format}`, { as })).text()

/** @returns the number of books that a user has */
export const countOf = (userId: string) =>
  env.DB.prepare('select count(*) as count from books where user_id = ?').bind(userId).first<number>('count')
