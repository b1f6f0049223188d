import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { expect, inject } from 'vitest'

export const password = 'seven lamps of architecture'

/** @returns the path of a file of test/fixtures */
export const fixture = (name) => fileURLToPath(new URL(`../../fixtures/${name}`, import.meta.url))

/** Calls the API, without a user unless there is a token. @returns the status and the `data` of the envelope */
export const ask = async (method, path, { token, json, form, headers } = {}) => {
  const response = await fetch(inject('origin') + path, {
    method,
    headers: {
      ...(token && { Authorization: `Bearer ${token}` }),
      ...(json && { 'Content-Type': 'application/json' }),
      ...headers,
    },
    body: json ? JSON.stringify(json) : form,
  })
  const text = await response.text()
  return { status: response.status, data: text ? JSON.parse(text).data : undefined }
}

/** A list is a repeated part. */
const formOf = (fields) => {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) {
    for (const part of [value].flat()) form.append(name, part)
  }
  return form
}

let bookCount = 0

/**
 * Creates an account for one test.
 * @property api calls the API as this reader, in a separate session: `{ status, data }`
 * @property signIn gives a browser context the cookie of a session
 */
export const newReader = async (fields = {}) => {
  const account = {
    name: 'Mary Shelley',
    email: `reader-${crypto.randomUUID()}@example.com`,
    password,
    ...fields,
  }
  const { status, data: user } = await ask('POST', '/users', { json: account })
  expect(status).toBe(201)

  let tokens
  const openSession = async () => {
    const { email, password } = account
    return (await ask('POST', '/users/login', { json: { email, password } })).data
  }
  const api = async (method, path, init) => {
    tokens ??= await openSession()
    return ask(method, path, { ...init, token: tokens.access_token })
  }

  return {
    ...account,
    id: user.id,
    api,

    signIn: async (context) => {
      const { email, password } = account
      const response = await context.request.post('/users/login', {
        data: { email, password, transport: 'cookie' },
        headers: { Origin: inject('origin') },
      })
      expect(response.status()).toBe(200)
    },

    /** @param cover the name of a file of test/fixtures */
    addBook: async ({ cover = 'palette.png', ...fields } = {}) => {
      const image = new File([await readFile(fixture(cover))], cover)
      const book = { title: `Book ${++bookCount}`, description: 'A book.', category: 'science', ...fields }
      const { status, data } = await api('POST', '/books', { form: formOf({ ...book, cover_image: image }) })
      expect(status).toBe(201)
      return data
    },

    /** Imports books without covers. */
    addBooks: async (books) => {
      const file = new File([JSON.stringify({ format: 'bookplate', version: 2, books })], 'books.json')
      const { data } = await api('POST', '/books/import', { form: formOf({ file, mode: 'apply' }) })
      expect(data).toMatchObject({ created: books.length, failed: 0 })
    },
  }
}
