import { fieldsOfRow, sameFields } from './fields.mjs'

const coverFiles = ['cover.webp', 'thumb.webp', 'shelf.webp']

const isSameBook = (row, book) =>
  (book.id === undefined || row.id === book.id) &&
  sameFields(fieldsOfRow(row), book) &&
  row.version === book.version &&
  row.cover_key === book.cover

const groupBy = (rows, column) => Map.groupBy(rows, (row) => row[column])

const compareBooks = (reader, rows, found) => {
  const stored = Map.groupBy(rows, ({ title }) => title)
  for (const [title, copies] of stored) {
    const book = reader.books.get(title)
    if (!book) found.unexpected.push(`book ${copies[0].id} of reader ${reader.id}`)
    if (copies.length > 1) found.duplicates.push(`${copies.length} books ${title} of reader ${reader.id}`)
    if (!book) continue
    if (!isSameBook(copies[0], book)) found.missing.push(`change of book ${copies[0].id}`)
    // An import is acknowledged without ids.
    book.id ??= copies[0].id
  }
  for (const title of reader.books.keys())
    if (!stored.has(title)) found.missing.push(`book ${title} of reader ${reader.id}`)
}

const compareSessions = (reader, rows, found) => {
  const stored = new Map(rows.map(({ id, counter }) => [id, counter]))
  for (const [id, { counter }] of reader.sessions)
    if (stored.get(id) !== counter) found.sessions.push(`session ${id}: ${stored.get(id)}, not ${counter}`)
  for (const id of stored.keys())
    if (!reader.sessions.has(id)) found.sessions.push(`session ${id} was never acknowledged, or has ended`)
}

const compareUser = (reader, row, found) => {
  if (reader.state === 'erased') {
    if (row) found.unexpected.push(`erased reader ${reader.id}`)
    return
  }
  const isDisabled = row?.disabled_at != null
  const isSame = row?.name === reader.name && row.email === reader.email
  if (!isSame || isDisabled !== (reader.state === 'disabled')) found.missing.push(`account ${reader.id}`)
}

/** R2 remembers erased accounts. Of readers with an unanswered write, either state is right. */
const erasedFiles = (readers, doubtful, files) =>
  [...readers.values()]
    .map((reader) => [reader, `erased/${reader.id}`])
    .filter(([reader, file]) => (doubtful.has(reader) ? files.includes(file) : reader.state === 'erased'))
    .map(([, file]) => file)

const compareFiles = ({ books, unowned, files }, erased, found) => {
  const covers = books.map(({ cover_key }) => cover_key).filter((key) => key !== null)
  const named = new Set([...covers.flatMap((key) => coverFiles.map((file) => `${key}/${file}`)), ...erased])
  const stored = new Set(files)
  for (const { key } of unowned) found.orphans.push(`cover ${key} is still to be swept`)
  for (const key of stored.difference(named)) found.orphans.push(`file ${key}`)
  for (const key of named.difference(stored)) found.missing.push(`file ${key}`)
}

/**
 * Compares what is stored with what was acknowledged, after maintenance.
 * @param {Map} readers of the ledger @param {Set} doubtful readers with an unanswered write
 * @returns the differences, by kind
 */
export const findDifferences = (readers, doubtful, state) => {
  const found = { missing: [], duplicates: [], orphans: [], sessions: [], unexpected: [] }
  const users = new Map(state.users.map((row) => [row.id, row]))
  const books = groupBy(state.books, 'user_id')
  const sessions = groupBy(state.sessions, 'user_id')
  for (const reader of readers.values()) {
    if (doubtful.has(reader)) continue
    compareUser(reader, users.get(reader.id), found)
    compareBooks(reader, books.get(reader.id) ?? [], found)
    compareSessions(reader, sessions.get(reader.id) ?? [], found)
  }
  const isUnknown = (id) => !readers.has(id)
  for (const id of new Set([...users.keys(), ...books.keys(), ...sessions.keys()]))
    if (isUnknown(id)) found.unexpected.push(`rows of reader ${id}, who was never acknowledged`)
  compareFiles(state, erasedFiles(readers, doubtful, state.files), found)
  return found
}
