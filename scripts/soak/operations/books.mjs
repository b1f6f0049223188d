import { randomUUID } from 'node:crypto'
import { fieldsForm } from '../../demo/library.mjs'
import { must } from '../client.mjs'
import { complete, fieldsOf, newChanges, newFields, sameFields } from '../fields.mjs'
import { picture } from '../pictures.mjs'
import { pick } from '../random.mjs'

const versionOf = ({ headers }) => Number(/"(\d+)/.exec(headers.get('ETag'))[1])
const coverOf = ({ image_url }) => (image_url ? image_url.split('/').at(-2) : null)

/** @returns the book of a response as the ledger keeps it */
export const bookOf = (response) => ({
  id: response.data.id,
  ...fieldsOf(response.data),
  version: versionOf(response),
  cover: coverOf(response.data),
})

const formOf = (fields, image) => {
  const form = fieldsForm(fields)
  form.set('cover_image', picture(image), image)
  return form
}

export const knownBook = (reader, random) => {
  const book = pick(random, [...reader.books.values()])
  return book?.id && { title: book.title }
}

const postBook = async ({ client, token, intent: { fields, image, key } }, expected) => {
  const headers = key && { 'Idempotency-Key': key }
  const body = image ? { form: formOf(fields, image) } : { json: fields }
  return client(expected, 'POST', '/books', { token, headers, ...body })
}

const created = (response, { fields, image }) => {
  const book = bookOf(response)
  const isSame = sameFields(book, complete(fields)) && (book.cover !== null) === (image !== undefined)
  must(isSame, 'the created book differs from the request')
  return { books: [[book.title, book]] }
}

const planCreation = (random, key) => ({
  fields: newFields(random),
  image: random() < 0.8 ? 'tiny.png' : 'palette.png',
  key,
})

export const createWithKey = {
  name: 'create a book with a key',
  weight: 60,
  isWrite: true,
  isUpload: true,
  needsSession: true,
  plan: (_reader, random) => planCreation(random, randomUUID()),
  run: async (context) => created(await postBook(context, [201]), context.intent),
  /** The same key gives the same book, whether the first request was carried out or not. */
  settle: (context) => createWithKey.run(context),
}

export const createTwice = {
  ...createWithKey,
  name: 'create a book, twice at once with one key',
  weight: 12,
  run: async (context) => {
    const [one, other] = await Promise.all([postBook(context, [201]), postBook(context, [201])])
    must(one.data.id === other.data.id, 'one key made two books')
    return created(one, context.intent)
  },
}

export const createWithoutCover = {
  ...createWithKey,
  name: 'create a book without a cover',
  weight: 25,
  isUpload: false,
  plan: (_reader, random) => ({ fields: newFields(random), key: randomUUID() }),
}

export const createWithoutKey = {
  name: 'create a book without a key',
  weight: 25,
  isWrite: true,
  isUpload: true,
  needsSession: true,
  plan: (_reader, random) => planCreation(random, undefined),
  run: createWithKey.run,
  settle: async (context) => {
    const response = await postBook(context, [201, 409])
    if (response.status === 201) return created(response, context.intent)
    const { client, token, intent } = context
    const { data } = await client([200], 'GET', '/books?limit=100', { token })
    const found = data.find(({ title }) => title === intent.fields.title)
    must(found, 'the title is taken, and no book has it')
    return created(await client([200], 'GET', `/books/${found.id}`, { token }), intent)
  },
}

const changeBook = async ({ client, reader, token, intent }, options, [method, rest] = ['PATCH', '']) => {
  const { id, version } = reader.books.get(intent.title)
  const headers = { 'If-Match': `"${version}"` }
  const response = await client([200], method, `/books/${id}${rest}`, { token, headers, ...options })
  const book = bookOf(response)
  must(book.version === version + 1, 'the version does not count the change')
  return book
}

export const moved = (from, book) => ({
  books:
    from === book.title
      ? [[from, book]]
      : [
          [from, null],
          [book.title, book],
        ],
})

/** The book as it is now: before the change or after it. */
const settleChange = async ({ client, reader, token, intent }) => {
  const before = reader.books.get(intent.title)
  const now = bookOf(await client([200], 'GET', `/books/${before.id}`, { token }))
  const isDone = now.version === before.version + 1 && sameFields(now, { ...before, ...intent.changes })
  const isUndone = now.version === before.version && sameFields(now, before) && now.cover === before.cover
  must(isDone || isUndone, 'the book is neither as before nor as after the change')
  return moved(intent.title, now)
}

export const change = {
  name: 'change a book',
  weight: 80,
  isWrite: true,
  needsSession: true,
  plan: (reader, random) => {
    const known = knownBook(reader, random)
    return known && { ...known, changes: newChanges(random) }
  },
  run: async (context) => {
    const { reader, intent } = context
    const book = await changeBook(context, { json: intent.changes })
    must(
      sameFields(book, { ...reader.books.get(intent.title), ...intent.changes }),
      'another change was made',
    )
    return moved(intent.title, book)
  },
  settle: settleChange,
}

export const replaceCover = {
  name: 'replace a cover',
  weight: 15,
  isWrite: true,
  isUpload: true,
  needsSession: true,
  plan: knownBook,
  run: async (context) => {
    const before = context.reader.books.get(context.intent.title)
    const book = await changeBook(context, { form: formOf({}, 'tiny.png') })
    must(book.cover && book.cover !== before.cover, 'the cover was not replaced')
    return moved(context.intent.title, book)
  },
  settle: settleChange,
}

export const removeCover = {
  name: 'remove a cover',
  weight: 8,
  isWrite: true,
  needsSession: true,
  plan: (reader, random) => {
    const known = knownBook(reader, random)
    return known && reader.books.get(known.title).cover ? known : undefined
  },
  run: async (context) => {
    const book = await changeBook(context, {}, ['DELETE', '/cover'])
    must(book.cover === null, 'the cover was not removed')
    return moved(context.intent.title, book)
  },
  settle: settleChange,
}

export const deleteBook = {
  name: 'delete a book',
  weight: 30,
  isWrite: true,
  needsSession: true,
  plan: knownBook,
  run: async ({ client, reader, token, intent: { title } }) => {
    await client([204], 'DELETE', `/books/${reader.books.get(title).id}`, { token })
    return { books: [[title, null]] }
  },
  settle: async ({ client, reader, token, intent: { title } }) => {
    const { status } = await client([200, 404], 'GET', `/books/${reader.books.get(title).id}`, { token })
    return { books: status === 404 ? [[title, null]] : [] }
  },
}
