import { env } from 'cloudflare:workers'
import { expect } from 'vitest'
import { api, dataOf, type Session } from './client.ts'

let made = 0

export const password = 'Correct-Horse-7'

export interface TestUser {
  id: string
  name: string
  email: string
}

/** @returns a new user, signed up over the API */
export const newUser = async (
  fields: { name?: string; email?: string; password?: string } = {},
): Promise<TestUser> => {
  const email = `reader-${++made}-${crypto.randomUUID()}@example.com`
  const response = await api.post('/users', { body: { name: 'Some Reader', email, password, ...fields } })
  expect(response.status).toBe(201)
  return dataOf(response)
}

/** @returns the tokens of a new session */
export const signIn = async (user: { email: string }, secret = password): Promise<Session> => {
  const response = await api.post('/users/login', { body: { email: user.email, password: secret } })
  expect(response.status).toBe(200)
  return dataOf(response)
}

/** @returns a new user's new session */
export const signedIn = async (): Promise<Session & { user: TestUser }> => {
  const user = await newUser()
  return { ...(await signIn(user)), user }
}

/** @returns a file of test/fixtures */
export const fixture = async (name: string): Promise<File> => {
  const response = await env.FIXTURES.fetch(`http://fixtures/${name}`)
  return new File([await response.arrayBuffer()], name)
}

/** @returns the form that adds a book; fields given as null are left out */
export const bookForm = async (fields: Record<string, string | File | null> = {}): Promise<FormData> => {
  const form = new FormData()
  const all = {
    title: `Book ${++made}`,
    description: 'A book.',
    category: 'science',
    cover_image: await fixture('tiny.png'),
    ...fields,
  }
  for (const [name, value] of Object.entries(all)) if (value !== null) form.append(name, value)
  return form
}

export interface TestBook {
  id: string
  user_id: string
  title: string
  description: string
  category: string
  image_url: string
  thumbnail_url: string
  created_at: string
  updated_at: string
}

/** @returns a new book, added over the API */
export const newBook = async (as: Session, fields?: Record<string, string | File>): Promise<TestBook> => {
  const response = await api.post('/books', { as, body: await bookForm(fields) })
  expect(response.status).toBe(201)
  return dataOf(response)
}
