import { type BookFields, isOwn, type OwnBook } from '../library/book.ts'
import { isSame } from '../library/draft.ts'
import { fetchNewest } from '../library/fetch-newest.ts'
import { fetchBook } from '../library/use-book.ts'

/** A stopped request may still be carried out shortly afterwards. */
const pauseMs = 1000

/** Looks twice. @returns the book if a stopped request saved it */
const lookTwice = async (look: () => Promise<OwnBook | undefined>): Promise<OwnBook | undefined> => {
  const found = await look()
  if (found) return found
  await new Promise((resolve) => setTimeout(resolve, pauseMs))
  return look()
}

const textKey = (text: string) => text.trim().normalize('NFC')

/** The service allows one book with the same title, authors and ISBN. */
const isNamed = (
  book: Pick<OwnBook, 'title' | 'authors'>,
  { title = '', authors = [] }: Partial<BookFields>,
) => textKey(book.title) === textKey(title) && isSame(book.authors.map(textKey), authors.map(textKey))

/** @param startedAt in milliseconds of the local clock */
export const findAdded = (fields: Partial<BookFields>, startedAt: number) =>
  lookTwice(async () => {
    const { books, localTime } = await fetchNewest()
    const named = books.find((book) => isNamed(book, fields))
    if (!named || localTime(named.created_at) < startedAt - 2000) return undefined
    const { book } = await fetchBook(named.id)
    return isOwn(book) ? book : undefined
  })

/** @param before the version that the request was to change */
export const findChanged = (
  before: { book: OwnBook; etag: string },
  fields: Partial<BookFields>,
  hasCover: boolean,
) =>
  lookTwice(async () => {
    const { book, etag } = await fetchBook(before.book.id)
    if (!isOwn(book) || etag === before.etag) return undefined
    const names = Object.keys(fields) as (keyof BookFields)[]
    // The service may normalise a value, so a changed one counts too.
    const isThere = names.every(
      (name) => isSame(book[name], fields[name]) || !isSame(book[name], before.book[name]),
    )
    return isThere && (!hasCover || book.image_url !== before.book.image_url) ? book : undefined
  })
