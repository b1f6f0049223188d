import { api, dataOf, type Session } from '../../support/client.ts'

const header = 'Title,Author,Exclusive Shelf,ISBN13,My Rating,My Review,Bookshelves'

/** @returns a file of Goodreads with these rows */
export const csvOf = (...rows: string[]) => `${header}\n${rows.join('\n')}\n`

/** Adds a book without a cover. @returns the book */
export const add = async (as: Session, book: object): Promise<{ id: string }> =>
  dataOf(await api.post('/books', { as, body: book }))

/** @returns a book as its owner reads it */
export const read = async (as: Session, id: string) => dataOf(await api.get(`/books/${id}`, { as }))

interface Row {
  status: string
  match: { code: string } | null
}

/** @returns the status of each row, and why it makes no new book */
export const outcomesOf = ({ rows }: { rows: Row[] }): string[] =>
  rows.map(({ status, match }) => `${status} ${match?.code ?? ''}`.trim())

export const [isbnA, isbnB] = ['9780441013593', '9780316769488'] as const
