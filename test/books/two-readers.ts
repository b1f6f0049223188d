import { env } from 'cloudflare:workers'
import type { Category } from '../../src/books/fields.ts'
import { signedIn } from '../support/makers.ts'
import { allPages, ownersIn } from './library.ts'
import { bookRow, putRows } from './put-book.ts'

/** Adds books with ascending times and descending titles, so that the books of several users mix in every order. */
export const putMixed = (userId: string, count: number, category: Category = 'science') =>
  putRows(
    Array.from({ length: count }, (_, at) =>
      bookRow(userId, { title: `Title ${9 - at}`, createdAt: new Date(at), category }),
    ),
  )

/**
 * @returns a reader with three books, another with four, and the number of a user's books that the reader finds with
 *   `scope=all`. There are no other books.
 */
export const twoReaders = async () => {
  await env.DB.prepare('delete from books').run()
  const [reader, other] = [await signedIn(), await signedIn()]
  await putMixed(reader.user.id, 3)
  await putMixed(other.user.id, 4)
  const countOf = async (userId: string, query = '') =>
    ownersIn(...(await allPages(reader, `scope=all&limit=4${query}`))).filter((id) => id === userId).length
  return { reader, other, countOf }
}

export const setDisabled = (userId: string, at: number | null) =>
  env.DB.prepare('update users set disabled_at = ? where id = ?').bind(at, userId).run()
