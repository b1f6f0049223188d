import { ApiFailure, isLoopback, openApi, unless } from './api.mjs'
import { formOf, readLibrary } from './library.mjs'

// Enough for two to four processors: encoding a cover takes most of the time.
const parallelUploads = 3

// The shelf shows the newest first, so the first book is added last.
const addBooks = async (api, token) => {
  const books = await readLibrary()
  const addNext = async () => {
    for (let book = books.pop(); book; book = books.pop()) {
      // A start that was stopped has added some already.
      await api.addBook(token, await formOf(book)).catch(unless('title_taken'))
    }
  }
  await Promise.all(Array.from({ length: parallelUploads }, addNext))
}

/**
 * Makes the demo reader and the books of a new database, through the API.
 * @param {{ url: string, host: string }} service its origin, and the name or address on which it listens
 * @param {ReturnType<typeof import('./reader.mjs').openDemoFile>} file
 * @returns {Promise<import('./reader.mjs').DemoReader | undefined>} undefined when the database has no demo reader, or
 *   other machines can reach the service: its password is printed
 */
export const ensureDemo = async ({ url, host }, file) => {
  const reader = file.read()
  if (!reader || !isLoopback(host)) return undefined
  const api = openApi(url)
  if (!reader.isComplete) await api.signUp(reader).catch(unless('email_taken'))
  let token
  try {
    token = await api.signIn(reader)
  } catch (error) {
    const isRejected = error instanceof ApiFailure && (error.status === 401 || error.status === 403)
    if (!reader.isComplete || !isRejected) throw error
    // The developer has changed the password, or has disabled or erased the account.
    file.remove()
    return undefined
  }
  if (!reader.isComplete) {
    await addBooks(api, token)
    file.write({ ...reader, isComplete: true })
  }
  await api.signOut(token)
  return reader
}
