import { env } from 'cloudflare:workers'
import { uuidv7 } from 'uuidv7'
import { expect } from 'vitest'
import type * as z from 'zod'
import { hashPassword } from '../../src/auth/passwords/hash.ts'
import type { OwnBook } from '../../src/books/presented-book.ts'
import { openDatabase } from '../../src/db/client.ts'
import { readConfig } from '../../src/http/config.ts'
import { newSession } from '../../src/sessions/sign-in/open-session.ts'
import { sessionOpening } from '../../src/sessions/sign-in/statements.ts'
import { issueTokens } from '../../src/sessions/tokens.ts'
import { type presentedUser, presentUser } from '../../src/users/schema.ts'
import { insertUser, type User } from '../../src/users/statements.ts'
import { api, dataOf, type Session } from './client.ts'

export type TestUser = z.output<typeof presentedUser>

// Titles of one length: the size of the library is the same for each run of a request.
let made = 100_000

export const password = 'Correct-Horse-7'

const makeUser = async (fields: Partial<Record<'name' | 'email' | 'password', string>>): Promise<User> => {
  const now = new Date()
  return {
    id: uuidv7(),
    name: fields.name ?? 'Some Reader',
    email: fields.email ?? `reader-${++made}-${crypto.randomUUID()}@example.com`,
    passwordHash: await hashPassword(fields.password ?? password, readConfig(env).passwordHashCalls),
    passwordVersion: 1,
    createdAt: now,
    updatedAt: now,
    disabledAt: null,
    erasedAt: null,
    bookCount: 0,
    textBytes: 0,
    coverBytes: 0,
    countedAt: now,
    role: 'reader',
    emailVerifiedAt: null,
    changesFrom: new Date(0),
  }
}

/** @returns a new user, as after a sign-up */
export const newUser = async (fields: Parameters<typeof makeUser>[0] = {}): Promise<TestUser> => {
  const user = await makeUser(fields)
  await openDatabase(env.DB).batch({ inserted: insertUser(user) })
  return presentUser(user)
}

/** @returns a new user with a new session, as after a sign-up and a sign-in */
export const signedIn = async (): Promise<Session & { user: TestUser }> => {
  const user = await makeUser({})
  const session = newSession(user.id, '', user.createdAt)
  const opening = sessionOpening(user, session, { newHash: undefined, replaces: undefined })
  await openDatabase(env.DB).batch({ inserted: insertUser(user), ...opening })
  return issueTokens(readConfig(env), user, session, user.createdAt)
}

/** @returns a new admin with a new session */
export const signedInAdmin = async (): ReturnType<typeof signedIn> => {
  const as = await signedIn()
  await env.DB.prepare("update users set role = 'admin' where id = ?").bind(as.user.id).run()
  return as
}

/** @returns the tokens of a new session, over the API */
export const signIn = async (user: { email: string }, secret = password): Promise<Session> => {
  const response = await api.post('/users/login', { body: { email: user.email, password: secret } })
  expect(response.status).toBe(200)
  return dataOf(response)
}

const fixtures = new Map<string, Promise<ArrayBuffer>>()

const readFixture = async (name: string) =>
  (await env.FIXTURES.fetch(`http://fixtures/${name}`)).arrayBuffer()

/** @returns a file of test/fixtures */
export const fixture = async (name: string): Promise<File> => {
  const bytes = fixtures.get(name) ?? readFixture(name)
  fixtures.set(name, bytes)
  return new File([await bytes], name)
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

/** A book with a cover, as its owner sees it. */
export type TestBook = OwnBook & { image_url: string; thumbnail_url: string }

/** @returns a new book, added over the API */
export const newBook = async (as: Session, fields?: Record<string, string | File>): Promise<TestBook> => {
  const response = await api.post('/books', { as, body: await bookForm(fields) })
  expect(response.status).toBe(201)
  return dataOf(response)
}
