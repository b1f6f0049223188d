import { data, type ListedBook } from 'bookplate/client'
import { api } from '../session/session.ts'

const rowsPerPage = 10
/** As many as one looks through; a search finds the others. */
const booksToChoose = 8

/** @returns the documents that e-readers have reported, those of the last reports first */
export const readDocuments = async (cursor: string | undefined) => {
  const query = { limit: String(rowsPerPage), ...(cursor !== undefined && { cursor }) }
  const { data: rows, page } = await (await api.users.documents.$get({ query })).json()
  return { rows, next: page.next ?? undefined }
}

export type Document = Awaited<ReturnType<typeof readDocuments>>['rows'][number]

// The client puts parameters into a path as they are.
const path = ({ document }: Document) => ({ param: { document: encodeURIComponent(document) } })

/** @param bookId null for no book */
export const tieDocument = (document: Document, bookId: string | null): Promise<Document> =>
  data(api.users.documents[':document'].$put({ ...path(document), json: { book_id: bookId } }))

export const forgetDocument = async (document: Document): Promise<void> => {
  await api.users.documents[':document'].$delete(path(document))
}

/** @param text a part of title, author or series; empty for the newest books */
export const findOwnBooks = async (text: string, signal: AbortSignal): Promise<ListedBook[]> => {
  const q = text.trim()
  const query = { limit: String(booksToChoose), ...(q !== '' && { q }) }
  const { data: rows } = await (await api.books.$get({ query }, { init: { signal } })).json()
  // A list of one's own books has no others.
  return rows as ListedBook[]
}
