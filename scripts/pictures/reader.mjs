import { openApi } from '../demo/api.mjs'
import { formOf, readLibrary } from '../demo/library.mjs'

const account = {
  name: 'Mary Shelley',
  email: 'mary@example.com',
  password: 'It was on a dreary night',
}

/** Makes a reader with the demo library. @returns the ids of the books by their titles, and how to sign in */
export const makeReader = async (origin) => {
  const api = openApi(origin)
  await api.signUp(account)
  const token = await api.signIn(account)
  const ids = new Map()
  // One after the other, so that the order of the shelf is that of the file.
  for (const book of (await readLibrary()).toReversed()) {
    const { id, title } = await api.addBook(token, await formOf(book))
    ids.set(title, id)
  }
  return {
    ids,
    signIn: (context) =>
      context.request.post('/users/login', {
        data: { email: account.email, password: account.password, transport: 'cookie' },
        headers: { Origin: origin },
      }),
  }
}
