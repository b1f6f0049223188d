import { addBooks } from '../scripts/seed/books.mjs'
import { progress } from '../scripts/seed/progress.mjs'
import { addUsers } from '../scripts/seed/users.mjs'

export const emails = {
  reader: 'reader@example.com',
  searcher: 'searcher@example.com',
  writer: 'writer@example.com',
  signer: 'signer@example.com',
}

const readerBooks = 20
const searcherBooks = 2000
const booksPerUser = 200

const countOf = async (db) => (await db.prepare('select count(*) as n from books').first()).n

/** Adds the measured users and the books of the reader. @returns the database, user ids, and the id of a book */
export const openLibrary = async (db) => {
  const [reader, searcher, writer] = await addUsers(db, Object.values(emails))
  await addBooks(db, [reader], { count: readerBooks, withCovers: true })
  const { id } = await db.prepare('select id from books where user_id = ? limit 1').bind(reader).first()
  return { db, searcher, writer, bookId: id }
}

/** Adds the library that is searched, which has more than 20 books: so it comes after the lists of size 20. */
export const addSearched = async ({ db, searcher }) => {
  const { n } = await db.prepare('select count(*) as n from books where user_id = ?').bind(searcher).first()
  if (n === 0) await addBooks(db, [searcher], { count: searcherBooks, withCovers: true })
}

/** Adds books of other users until the database has `size` books. */
export const fillTo = async ({ db }, size) => {
  const there = await countOf(db)
  const count = size - there
  if (count <= 0) return
  const names = Array.from(
    { length: Math.ceil(count / booksPerUser) },
    (_, at) => `user-${there}-${at}@example.com`,
  )
  const ids = await addUsers(db, names)
  await addBooks(db, ids, { count, first: there, withCovers: true, onProgress: progress('Filled', 'books') })
}

/** Deletes the books that the measurement created, so that the next size is exact. */
export const removeCreated = ({ db, writer }) =>
  db.prepare('delete from books where user_id = ?').bind(writer).run()

/** Deletes the sessions of a user: a sign-in reads all of them, and each sign-in adds one. */
export const endSessionsOf = ({ db }, email) =>
  db.prepare('delete from sessions where user_id = (select id from users where email = ?)').bind(email).run()

/** @returns the size of the database in bytes */
export const sizeOf = async ({ db }) => (await db.prepare('select 1').run()).meta.size_after
