import { expect } from 'vitest'
import type { privateFields } from '../../../src/books/fields.ts'
import { sharedKey } from '../../shares/sharing.ts'
import { api, dataOf, type Session } from '../../support/client.ts'
import { hide } from '../../support/logs.ts'
import { fixture, signedIn } from '../../support/makers.ts'
import { formOf } from '../library.ts'

type PrivateField = (typeof privateFields)[number]

/** A value for each private field that nothing else has. A new private field does not compile without one. */
export const secretsOf = (name: string): Record<PrivateField, unknown> => ({
  status: 'did_not_finish',
  rating: 3.75,
  progress: 0.4242,
  readings: [{ started_on: '1903-04-05', finished_on: '1903-06-07' }],
  tags: [`tagof${name}`],
  review: `reviewof${name} in words`,
  notes: `notesof${name} in words`,
  owned: true,
  extra: { [`fieldof${name}`]: `valueof${name}` },
})

/** The same fields as if the owner had told nothing. */
export const nothing: Record<PrivateField, unknown> = {
  status: null,
  rating: null,
  progress: null,
  readings: [],
  tags: [],
  review: '',
  notes: '',
  owned: null,
  extra: {},
}

/** The fields that every reader may see. The log has none of them either. */
export const publicFields = {
  title: 'Titleofthebook',
  authors: ['Authorofthebook Surname'],
  description: 'Descriptionofthebook in words.',
  category: 'horror',
  series: 'Seriesofthebook',
  series_number: 2,
  isbn: '9780141439471',
  publisher: 'Publisherofthebook',
  published_year: 1818,
  language: 'en',
  pages: 280,
  format: 'paperback',
}

/** Members of a book that only its owner gets. */
const privateMembers = [...Object.keys(nothing), 'version', 'has_review', 'has_notes']

/** Values of private fields that appear in no other text. */
const markersIn = (value: unknown): string[] => {
  if (Array.isArray(value)) return value.flatMap(markersIn)
  if (typeof value === 'object' && value !== null)
    return Object.entries(value).flatMap(([name, one]) => [
      ...(/of/.test(name) ? [name] : []),
      ...markersIn(one),
    ])
  return typeof value === 'string' || typeof value === 'number' ? [String(value)] : []
}

// The names of statuses are in the document and in messages. A status is found by the name of its member.
const { status, ...marked } = secretsOf('owner')
export const markers = [...markersIn(marked), 'ofowner']

/** The members of objects in `value` that stand for a book of `ownerId`. */
const membersOfBooks = (value: unknown, ownerId: string): string[] => {
  if (typeof value !== 'object' || value === null) return []
  const own = Reflect.get(value, 'user_id') === ownerId ? Object.keys(value) : []
  return [...own, ...Object.values(value).flatMap((one) => membersOfBooks(one, ownerId))]
}

const asJson = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Whether a text has a marker; a number only as a whole, because an instant may have its digits. */
const has = (text: string, marker: string): boolean =>
  /^\d/.test(marker)
    ? new RegExp(`(?<!\\d)${marker.replaceAll('.', '\\.')}(?!\\d)`).test(text)
    : text.includes(marker)

/** @returns the private fields and values of the owner in a response, headers included */
export const leaksIn = async (response: Response, ownerId: string): Promise<string[]> => {
  const text = new TextDecoder().decode(await response.clone().bytes())
  const all = `${JSON.stringify([...response.headers])}\n${text}`
  return [
    ...markers.filter((marker) => has(all, marker)),
    ...membersOfBooks(asJson(text), ownerId).filter((name) => privateMembers.includes(name)),
  ]
}

/** The owner of a book with a cover and secrets, and another reader. The log may hold no text of the book. */
export const world = async () => {
  const [owner, reader] = [await signedIn(), await signedIn()]
  const { authors, ...rest } = publicFields
  const fields = Object.fromEntries(Object.entries(rest).map(([name, value]) => [name, String(value)]))
  const form = formOf({ ...fields, cover_image: await fixture('tiny.png') })
  for (const author of authors) form.append('authors', author)
  const book = await dataOf(await api.post('/books', { as: owner, body: form }))
  const change = async (body: object) => {
    const response = await api.patch(`/books/${book.id}`, { as: owner, body })
    expect(response.status).toBe(200)
    return response
  }
  await change(secretsOf('owner'))
  const { title, description, series, publisher } = publicFields
  hide(...markers, title, ...authors, description, series, publisher, book.image_url)
  const share = await sharedKey({ include_ratings: false, include_reviews: false }, owner)
  return { owner, reader, book, path: `/books/${book.id}`, change, share }
}

export type World = Awaited<ReturnType<typeof world>>
export type Reader = Session & { user: { id: string } }
