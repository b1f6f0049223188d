import { privateFields } from '../../../src/books/fields.ts'
import { statuses } from '../../../src/db/schema.ts'
import { must } from '../client.mjs'
import { complete, sameFields } from '../fields.mjs'
import { pick } from '../random.mjs'
import { knownBook } from './books.mjs'

export const readBook = {
  name: 'read a book',
  weight: 120,
  needsSession: true,
  plan: knownBook,
  run: async ({ client, reader, token, intent }) => {
    const book = reader.books.get(intent.title)
    const { data, headers } = await client([200], 'GET', `/books/${book.id}`, { token })
    must(sameFields(data, book), 'a book is not as acknowledged')
    const again = { token, headers: { 'If-None-Match': headers.get('ETag') } }
    await client([304], 'GET', `/books/${book.id}`, again)
  },
}

export const readForeignBook = {
  name: "read another reader's book",
  weight: 20,
  needsSession: true,
  plan: (_reader, random, { readers }) => {
    const book = pick(random, [...pick(random, readers).books.values()])
    return book?.id && { id: book.id }
  },
  run: async ({ client, reader, token, intent }) => {
    const { status, data, headers } = await client([200, 404], 'GET', `/books/${intent.id}`, { token })
    if (status === 404 || data.user_id === reader.id) return
    must(!privateFields.some((name) => name in data), 'another reader sees private fields')
    must(/^"\d+-public"$/.test(headers.get('ETag')), 'another reader gets the ETag of the owner')
  },
}

export const listBooks = {
  name: 'list books',
  weight: 80,
  needsSession: true,
  plan: (_reader, random) => ({ sort: pick(random, ['-created_at', 'author', '-rating', 'finished_on']) }),
  run: async ({ client, reader, token, intent }) => {
    const { data } = await client([200], 'GET', `/books?limit=20&sort=${intent.sort}`, { token })
    must(data.length === Math.min(20, reader.books.size), 'a list is not as long as the library')
    must(
      data.every(({ title }) => reader.books.has(title)),
      'a list has a book that is not in the library',
    )
  },
}

const withStatus = (reader, status) => [...reader.books.values()].filter((book) => book.status === status)

export const listByStatus = {
  name: 'list books by their status',
  weight: 30,
  needsSession: true,
  plan: (_reader, random) => ({ status: pick(random, statuses) }),
  run: async ({ client, reader, token, intent: { status } }) => {
    const { data } = await client([200], 'GET', `/books?limit=100&status=${status}`, { token })
    const expected = withStatus(reader, status)
    must(data.length === Math.min(100, expected.length), 'a filter finds another number of books')
    must(
      data.every((book) => book.status === status),
      'a filter finds a book of another status',
    )
  },
}

export const countBooks = {
  name: 'count books by their values',
  weight: 15,
  needsSession: true,
  plan: () => ({}),
  run: async ({ client, reader, token }) => {
    const { data } = await client([200], 'GET', '/books/facets', { token })
    must(data.total === reader.books.size, 'the facets count another library')
    for (const { value, count } of data.status)
      must(count === withStatus(reader, value).length, 'a facet has another number of books')
  },
}

export const listEverybodysBooks = {
  name: "list everybody's books",
  weight: 10,
  needsSession: true,
  plan: () => ({}),
  run: async ({ client, token }) => {
    await client([200], 'GET', '/books?scope=all&limit=20', { token })
  },
}

export const search = {
  name: 'search',
  weight: 40,
  needsSession: true,
  plan: knownBook,
  run: async ({ client, reader, token, intent }) => {
    const { id, title } = reader.books.get(intent.title)
    // The last word is a UUID, or the number of a seeded book.
    const q = encodeURIComponent(title.split(' ').at(-1))
    const { data } = await client([200], 'GET', `/books?q=${q}`, { token })
    must(
      data.some((book) => book.id === id),
      'the search does not find a book by its title',
    )
  },
}

export const readCover = {
  name: 'read a cover',
  weight: 60,
  plan: (reader, random) => {
    const { cover } = pick(random, [...reader.books.values()]) ?? {}
    return cover && { cover }
  },
  run: async ({ client, intent }) => {
    const { body } = await client([200], 'GET', `/covers/${intent.cover}/thumb.webp`)
    must(String.fromCharCode(...body.slice(8, 12)) === 'WEBP', 'a cover is no WebP file')
  },
}

export const exportLibrary = {
  name: 'export the library',
  weight: 10,
  needsSession: true,
  plan: () => ({}),
  run: async ({ client, reader, token }) => {
    const { data } = await client([201], 'POST', '/users/download-tokens', { token })
    const path = `/books/export?format=json&token=${data.token}`
    const { body } = await client([200], 'GET', path)
    const exported = new Map(body.books.map((book) => [book.title, complete(book)]))
    const isSame = [...reader.books].every(([title, book]) => sameFields(exported.get(title) ?? {}, book))
    must(isSame && exported.size === reader.books.size, 'the export is not the acknowledged library')
    await client([401], 'GET', path)
  },
}

export const askWithoutToken = {
  name: 'ask without a token',
  weight: 5,
  plan: () => ({}),
  run: async ({ client }) => {
    await client([401], 'GET', '/books')
  },
}

export const sendInvalid = {
  name: 'send an invalid book',
  weight: 5,
  needsSession: true,
  plan: () => ({}),
  run: async ({ client, token }) => {
    await client([400, 415], 'POST', '/books', { token, json: { title: '', wrong: true } })
  },
}

export const readHealth = {
  name: 'read the health',
  weight: 3,
  plan: () => ({}),
  run: async ({ client }) => {
    await client([200], 'GET', '/health')
  },
}
