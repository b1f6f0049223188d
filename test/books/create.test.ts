import { beforeAll, describe, expect, it } from 'vitest'
import { emptyFields } from '../../src/books/fields.ts'
import { categories } from '../../src/db/schema.ts'
import { api, dataOf, errorOf, origin, type Session } from '../support/client.ts'
import { bookForm, fixture, signedIn, type TestBook } from '../support/makers.ts'

type Fields = Parameters<typeof bookForm>[0]

const create = async (as: Session, fields?: Fields) =>
  api.post('/books', { as, body: await bookForm(fields) })

const created = async (response: Response): Promise<TestBook> => {
  expect(response.status).toBe(201)
  return dataOf(response)
}

const uuidv7 = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/
const rfc3339 = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/

describe('POST /books', () => {
  let session: Awaited<ReturnType<typeof signedIn>>
  beforeAll(async () => {
    session = await signedIn()
  })

  it('responds with the book, its URL and its version', async () => {
    const response = await create(session, { title: 'Emma', description: 'A novel.', category: 'romance' })
    expect(response.status).toBe(201)
    const { data, ...rest } = await response.json<{ message: string; data: TestBook }>()
    expect(rest).toEqual({ message: 'Book added.' })
    expect(data).toEqual({
      id: expect.stringMatching(uuidv7),
      user_id: session.user.id,
      ...emptyFields,
      title: 'Emma',
      description: 'A novel.',
      category: 'romance',
      version: 1,
      image_url: expect.stringMatching(`^${origin}/covers/[\\w-]{22}/cover\\.webp$`),
      thumbnail_url: data.image_url.replace('cover.webp', 'thumb.webp'),
      created_at: expect.stringMatching(rfc3339),
      updated_at: data.created_at,
    })
    expect(response.headers.get('Location')).toBe(`${origin}/books/${data.id}`)
    expect(response.headers.get('ETag')).toBe('"1"')
  })

  it('responds as GET does afterwards', async () => {
    const response = await create(session)
    const read = await api.get(new URL(response.headers.get('Location') ?? '').pathname, { as: session })
    expect(read.headers.get('ETag')).toBe(response.headers.get('ETag'))
    expect(await dataOf(read)).toEqual(await created(response))
  })

  it.each<[string, Fields]>([
    ['a title of one character', { title: 'X' }],
    ['a title of 200 code points', { title: '\u{1f4d6}'.repeat(200) }],
    ['a title of 200 code points between white space', { title: `  ${'é'.repeat(200)}\t\n` }],
    ['an empty description', { description: '' }],
    ['a description of 5,000 code points', { description: '\u{1f4d6}'.repeat(5000) }],
    ['a description of white space', { description: ' \r\n\t ' }],
    ...categories.map((category): [string, Fields] => [`the category ${category}`, { category }]),
  ])('accepts %s', async (_, fields = {}) => {
    const { title } = fields
    const expected = typeof title === 'string' ? { ...fields, title: title.trim() } : fields
    expect(await created(await create(session, fields))).toMatchObject(expected)
  })

  it('has eight categories', () => {
    expect([...categories].sort()).toEqual([
      ...['fantasy', 'horror', 'picture book', 'poetry', 'politics', 'romance', 'science', 'thriller'],
    ])
  })

  const file = new File(['text'], 'note.txt', { type: 'text/plain' })
  it.each<[string, string, Fields]>([
    ['an empty title', 'title', { title: '' }],
    ['a title of white space', 'title', { title: ' \t\r\n\u00a0\u2028\ufeff' }],
    ['a title of 201 code points', 'title', { title: 'x'.repeat(201) }],
    ['a title of 201 astral code points', 'title', { title: '\u{1f4d6}'.repeat(201) }],
    ['a description of 5,001 code points', 'description', { description: 'x'.repeat(5001) }],
    ['a category in upper case', 'category', { category: 'Science' }],
    ['a category with a space', 'category', { category: 'science ' }],
    ['an unknown category', 'category', { category: 'cooking' }],
    ['no title', 'title', { title: null }],
    ['no description', 'description', { description: null }],
    ['no category', 'category', { category: null }],
    ['no cover', 'cover_image', { cover_image: null }],
    ['a title that is a file', 'title', { title: file }],
    ['a description that is a file', 'description', { description: file }],
    ['a category that is a file', 'category', { category: file }],
    ['a cover that is text', 'cover_image', { cover_image: 'data:image/png;base64,iVBORw0KGgo=' }],
    ['an unknown part', 'colour', { colour: 'red' }],
    ['a part that only the service sets', 'user_id', { user_id: crypto.randomUUID() }],
    ['a part with a name in upper case', 'Title', { Title: 'Emma' }],
    ['an array', 'title[]', { 'title[]': 'Emma' }],
    ['a part named __proto__', '__proto__', Object.fromEntries([['__proto__', 'x']])],
    ['a part named constructor', 'constructor', { constructor: 'x' }],
    ['a part named toString', 'toString', { toString: 'x' }],
  ])('has an error for %s', async (_, path, fields) => {
    const response = await create(session, fields)
    expect(response.status).toBe(400)
    const { data, error } = await response.json<{ data: null; error: { code: string; issues: object[] } }>()
    expect(data).toBeNull()
    expect(error.code).toBe('invalid_input')
    expect(error.issues).toEqual([{ path, message: expect.stringMatching(/\w/) }])
  })

  it.each(['title', 'description', 'category', 'cover_image'])(
    'has an error for a second %s',
    async (name) => {
      const form = await bookForm()
      const [first] = form.getAll(name)
      form.append(name, first as string)
      const response = await api.post('/books', { as: session, body: form })
      expect(response.status).toBe(400)
      expect(await response.json()).toMatchObject({
        error: { code: 'invalid_input', issues: [{ path: name }] },
      })
    },
  )

  it('names every error', async () => {
    const response = await create(session, { title: '', category: 'cooking', isbn: '1' })
    const { error } = await response.json<{ error: { issues: { path: string }[] } }>()
    expect(error.issues.map(({ path }) => path).sort()).toEqual(['category', 'isbn', 'title'])
  })

  it('reads the bytes of the cover, not its name or type', async () => {
    const png = await (await fixture('tiny.png')).arrayBuffer()
    const cover_image = new File([png], '../../cover.svg', { type: 'text/html' })
    const book = await created(await create(session, { cover_image }))
    expect(book.image_url).toMatch(/\/covers\/[\w-]{22}\/cover\.webp$/)
  })
})

describe('titles', () => {
  it('are unique in a library', async () => {
    const session = await signedIn()
    await created(await create(session, { title: 'Emma' }))
    expect(await errorOf(await create(session, { title: 'Emma' }))).toEqual([409, 'title_taken'])
    expect(await errorOf(await create(session, { title: '\t Emma\u00a0' }))).toEqual([409, 'title_taken'])
    await created(await create(await signedIn(), { title: 'Emma' }))
  })

  it.each([
    ['case', ['Émile', 'émile', 'ÉMILE']],
    ['normal form', ['Émile', 'E\u0301mile']],
    ['width', ['Emma', 'Ｅｍｍａ']],
    ['white space inside', ['A B', 'A  B', 'A\u00a0B', 'A\u200bB', 'A\u200b\u200bB']],
    ['text after NUL', ['A\0', 'A\0B', 'A']],
    ['script', ['A', 'А', 'Α']],
  ])('differ by %s', async (_, titles) => {
    const session = await signedIn()
    for (const title of titles) {
      expect(await created(await create(session, { title }))).toMatchObject({ title })
    }
  })
})
