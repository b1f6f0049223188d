import { readFileSync } from 'node:fs'
import { seedPassword } from '../scripts/seed/users.mjs'

const cover = new Blob([readFileSync(new URL('../examples/cover.jpg', import.meta.url))], {
  type: 'image/jpeg',
})

const signIn = async (ask, email) => {
  const body = JSON.stringify({ email, password: seedPassword })
  const response = await ask('/users/login', { method: 'POST', headers, body })
  const { data } = await response.json()
  return { Authorization: `Bearer ${data.access_token}` }
}
const headers = { 'Content-Type': 'application/json' }

const newBook = (() => {
  let made = 0
  return () => {
    const form = new FormData()
    form.set('title', `Volume ${made++} of the measured library`)
    form.set('description', 'A book of the benchmark, with a cover of 300 kB.')
    form.set('category', 'science')
    form.set('cover_image', cover, 'cover.jpg')
    return form
  }
})()

const encoded = async (form) => {
  const request = new Request('http://localhost', { method: 'POST', body: form })
  return { 'Content-Type': request.headers.get('Content-Type'), body: await request.bytes() }
}

/** Signs in again at every size: a token expires after 15 minutes, and filling a large database takes longer. */
export const signInAll = async (ask, emails) => ({
  reader: await signIn(ask, emails.reader),
  searcher: await signIn(ask, emails.searcher),
  writer: await signIn(ask, emails.writer),
})

/** The measured operations. `ask` sends a request to the service, the floor, or the counted service. */
export const operations = (tokens, bookId, emails) => [
  {
    name: 'read one',
    concurrency: 8,
    request: (ask) => ask(`/books/${bookId}`, { headers: tokens.reader }),
  },
  {
    name: 'list of 20',
    concurrency: 8,
    request: (ask) => ask('/books?limit=20', { headers: tokens.reader }),
  },
  {
    name: 'login',
    concurrency: 1,
    request: (ask) =>
      ask('/users/login', {
        method: 'POST',
        headers,
        body: JSON.stringify({ email: emails.signer, password: seedPassword }),
      }),
  },
  {
    name: 'search, rare word',
    concurrency: 8,
    needsSearcher: true,
    request: (ask) => ask('/books?q=volume+1999&limit=20', { headers: tokens.searcher }),
  },
  {
    name: 'search, frequent word',
    concurrency: 8,
    needsSearcher: true,
    request: (ask) => ask('/books?q=raven&limit=20', { headers: tokens.searcher }),
  },
  {
    name: 'create with cover',
    concurrency: 2,
    needsSearcher: true,
    request: async (ask) => {
      const { body, ...type } = await encoded(newBook())
      return ask('/books', { method: 'POST', headers: { ...tokens.writer, ...type }, body })
    },
  },
]
