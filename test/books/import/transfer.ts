import { env } from 'cloudflare:workers'
import { api, dataOf, type Session } from '../../support/client.ts'

/** @returns the form that imports a file */
export const importForm = (file: string | Uint8Array | File, mode?: 'preview' | 'apply') => {
  const form = new FormData()
  form.set('file', new File([file], 'books'))
  if (mode) form.set('mode', mode)
  return form
}

/** Imports a file. @returns the response */
export const importFile = (as: Session, file: string | Uint8Array | File, headers = {}) =>
  api.post('/books/import', { as, headers, body: importForm(file, 'apply') })

/** @returns the report of the import of a file */
export const reportOf = async (as: Session, file: string | Uint8Array | File) =>
  dataOf(await importFile(as, file))

/** @returns the text of an export */
export const exportOf = async (as: Session, format: string) =>
  (await api.get(`/books/export?format=${format}`, { as })).text()

/** @returns the number of books that a user has */
export const countOf = (userId: string) =>
  env.DB.prepare('select count(*) as count from books where user_id = ?').bind(userId).first<number>('count')
