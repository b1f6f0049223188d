import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { filesOf, objectKeys } from '../covers/stored.ts'
import { api, dataOf, refusal, request, type Session } from '../support/client.ts'
import { bookForm, fixture, newBook, signedIn, signIn } from '../support/makers.ts'
import { countingDatabase, failing, fetchWith } from '../support/worker.ts'
import { atBatch, failingPut, imagesFailing, lost, meanwhile, unanswered } from './faults.ts'
import { times } from './library.ts'
import { coverPart, multipart } from './multipart.ts'

type Fields = Parameters<typeof bookForm>[0]

const key = 'a key'
const emma = { title: 'Emma' }

/** Sends the request that adds a book, with the same key unless `headers` says otherwise. */
const create = async (
  as: Session,
  fields: Fields = emma,
  bindings: Partial<Env> = {},
  headers: Record<string, string> = {},
) =>
  fetchWith(
    bindings,
    request('POST', '/books', {
      as,
      body: await bookForm(fields),
      headers: { 'Idempotency-Key': key, ...headers },
    }),
  )

/** All of an answer that a client could act on. */
const answerOf = async (response: Response) => ({
  status: response.status,
  location: response.headers.get('Location'),
  etag: response.headers.get('ETag'),
  body: await response.text(),
})

const titlesOf = async (userId: string) => {
  const all = await env.DB.prepare('select title from books where user_id = ? order by title')
    .bind(userId)
    .all()
  return all.results.map(({ title }) => title)
}

const reused = [422, 'idempotency_key_reused']

describe('the same request with the same key', () => {
  it('gets the same answer, and adds one book with two files', async () => {
    const session = await signedIn()
    const before = await objectKeys()
    const first = await answerOf(await create(session))
    const { id, ...book } = JSON.parse(first.body).data
    expect(first).toMatchObject({ status: 201, etag: expect.stringMatching(/^"/) })
    expect(first.location).toMatch(new RegExp(`/books/${id}$`))
    for (let again = 0; again < 3; again++) expect(await answerOf(await create(session))).toEqual(first)
    expect(await titlesOf(session.user.id)).toEqual(['Emma'])
    expect(await objectKeys()).toEqual([...before, ...filesOf({ id, ...book })].sort())
  })

  it('is answered as the one without a key is', async () => {
    const [one, two] = [await signedIn(), await signedIn()]
    const keyed = await answerOf(await create(one))
    const plain = await api.post('/books', { as: two, body: await bookForm(emma) })
    const { data, ...rest } = JSON.parse(keyed.body)
    const { data: plainData, ...plainRest } = await plain.json<{ data: object }>()
    expect(rest).toEqual(plainRest)
    expect(Object.keys(data)).toEqual(Object.keys(plainData))
    expect([keyed.status, keyed.etag]).toEqual([plain.status, plain.headers.get('ETag')])
  })

  it('twenty times at once gets twenty equal answers, and adds one book', async () => {
    const session = await signedIn()
    const before = await objectKeys()
    const answers = await times(20, async () => answerOf(await create(session)))
    const [first] = answers
    if (!first) throw new Error('no answers')
    expect(first.status).toBe(201)
    expect(answers).toEqual(Array(20).fill(first))
    expect(await titlesOf(session.user.id)).toEqual(['Emma'])
    expect(await objectKeys()).toEqual([...before, ...filesOf(JSON.parse(first.body).data)].sort())
  })

  it('twenty times at once, and twenty times another, adds two books', async () => {
    const session = await signedIn()
    const before = await objectKeys()
    const answers = await times(40, async (index) =>
      answerOf(await create(session, { title: `T${index % 2}` }, {}, { 'Idempotency-Key': `k${index % 2}` })),
    )
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]))
    expect(new Set(answers.map(({ body }) => body)).size).toBe(2)
    expect(await titlesOf(session.user.id)).toEqual(['T0', 'T1'])
    expect(await objectKeys()).toHaveLength(before.length + 4)
  })

  it.each<[string, (book: { id: string }, as: Session) => Promise<Response>]>([
    ['is changed', ({ id }, as) => api.patch(`/books/${id}`, { as, body: { title: 'Changed' } })],
    ['is deleted', ({ id }, as) => api.delete(`/books/${id}`, { as })],
  ])('gets the first answer even after the book %s', async (_, change) => {
    const session = await signedIn()
    const first = await answerOf(await create(session))
    expect((await change(JSON.parse(first.body).data, session)).ok).toBe(true)
    const titles = await titlesOf(session.user.id)
    expect(await answerOf(await create(session))).toEqual(first)
    expect(await titlesOf(session.user.id)).toEqual(titles)
  })

  it('may come from another session of the user', async () => {
    const session = await signedIn()
    const first = await answerOf(await create(session))
    expect(await answerOf(await create(await signIn(session.user)))).toEqual(first)
  })

  it('may come to /books/ as well', async () => {
    const session = await signedIn()
    const first = await answerOf(await create(session))
    const headers = { 'Idempotency-Key': key }
    const again = await api.post('/books/', { as: session, headers, body: await bookForm(emma) })
    expect(await answerOf(again)).toEqual(first)
  })
})

describe('is the same request', () => {
  const tiny = async (name: string, type: string) =>
    new File([await (await fixture('tiny.png')).arrayBuffer()], name, { type })

  it.each<[string, () => Promise<Fields>]>([
    ['under another filename', async () => ({ cover_image: await tiny('other.png', '') })],
    ['declared as another type', async () => ({ cover_image: await tiny('tiny.jpg', 'image/jpeg') })],
    ['with blanks around the title', async () => ({ title: '  Emma\t' })],
  ])('%s', async (_, changed) => {
    const session = await signedIn()
    const first = await answerOf(await create(session))
    expect(await answerOf(await create(session, { ...emma, ...(await changed()) }))).toEqual(first)
    expect(await titlesOf(session.user.id)).toEqual(['Emma'])
  })

  it('with other boundaries, and its parts in another order', async () => {
    const session = await signedIn()
    const text = Object.entries({ title: 'Emma', description: 'A book.', category: 'science' })
    const parts = [
      ...text.map(([name, value]) => ({ name, value })),
      await coverPart(await fixture('tiny.png')),
    ]
    const sent = [multipart(parts, 'one'), multipart(parts, 'another'), multipart(parts.toReversed())]
    const answers = []
    for (const { body, headers } of sent) {
      const all = { ...headers, 'Idempotency-Key': key }
      answers.push(await answerOf(await api.post('/books', { as: session, headers: all, body })))
    }
    expect(answers[0]?.status).toBe(201)
    expect(answers).toEqual(Array(3).fill(answers[0]))
  })
})

describe('is another request', () => {
  it.each<[string, () => Promise<Fields>]>([
    ['with another title', async () => ({ title: 'Persuasion' })],
    ['with a title in another case', async () => ({ title: 'emma' })],
    ['with another description', async () => ({ description: 'Another.' })],
    ['with another category', async () => ({ category: 'romance' })],
    ['with another file', async () => ({ cover_image: await fixture('palette.png') })],
    ['with a file that is no image', async () => ({ cover_image: new File(['x'], 'tiny.png') })],
    ['with title and description exchanged', async () => ({ title: 'A book.', description: 'Emma' })],
  ])('%s', async (_, changed) => {
    const session = await signedIn()
    const first = await answerOf(await create(session))
    const before = await objectKeys()
    expect(await refusal(await create(session, { ...emma, ...(await changed()) }))).toEqual(reused)
    expect(await titlesOf(session.user.id)).toEqual(['Emma'])
    expect(await objectKeys()).toEqual(before)
    expect(await answerOf(await create(session))).toEqual(first)
  })

  it('with one byte of the file changed', async () => {
    const session = await signedIn()
    const bytes = await (await fixture('tiny.png')).bytes()
    await create(session)
    const longer = new File([bytes, new Uint8Array(1)], 'tiny.png')
    expect(await refusal(await create(session, { ...emma, cover_image: longer }))).toEqual(reused)
  })

  it('of twenty at once with one key, all but those like the first', async () => {
    const session = await signedIn()
    const answers = await times(20, async (index) => create(session, { title: `T${index % 2}` }))
    const refusals = await Promise.all(answers.filter(({ ok }) => !ok).map(refusal))
    expect(refusals).toEqual(Array(10).fill(reused))
    expect(await titlesOf(session.user.id)).toHaveLength(1)
  })
})

describe('a key', () => {
  it('is its user’s own', async () => {
    const [one, two] = [await signedIn(), await signedIn()]
    const [first, second] = [await dataOf(await create(one)), await dataOf(await create(two))]
    expect([first.user_id, second.user_id]).toEqual([one.user.id, two.user.id])
    expect((await create(two, { title: 'Persuasion' })).status).toBe(422)
    expect(await titlesOf(one.user.id)).toEqual(['Emma'])
  })

  it('is its route’s own', async () => {
    const session = await signedIn()
    const form = new FormData()
    form.set('mode', 'apply')
    form.set('file', new File(['title,description,category,created_at\r\nOne,,science,\r\n'], 'books.csv'))
    const headers = { 'Idempotency-Key': key }
    const imported = await api.post('/books/import', { as: session, headers, body: form })
    expect(imported.status).toBe(200)
    expect((await create(session)).status).toBe(201)
  })

  it('is compared as it is', async () => {
    const session = await signedIn()
    const keys = ['k', 'K', 'k k', '"k"', 'k%20k', 'k, k']
    for (const one of keys) {
      const response = await create(session, { title: `Book ${one}` }, {}, { 'Idempotency-Key': one })
      expect(response.status).toBe(201)
    }
    expect(await titlesOf(session.user.id)).toHaveLength(keys.length)
  })

  it('is not used up by input that is refused before', async () => {
    const session = await signedIn()
    expect(await refusal(await create(session, { title: '' }))).toEqual([400, 'invalid_input'])
    expect(await refusal(await create(session, { cover_image: null }))).toEqual([400, 'invalid_input'])
    expect((await create(session)).status).toBe(201)
  })

  it('of another request does not free its title', async () => {
    const session = await signedIn()
    await create(session)
    const again = await create(session, emma, {}, { 'Idempotency-Key': 'another' })
    expect(await refusal(again)).toEqual([409, 'title_taken'])
  })
})

describe('a refusal is the answer from then on', () => {
  it('that the title is taken, even when it is free again', async () => {
    const session = await signedIn()
    const { id } = await newBook(session, emma)
    const first = await answerOf(await create(session))
    expect(JSON.parse(first.body).error.code).toBe('title_taken')
    await api.delete(`/books/${id}`, { as: session })
    expect(await answerOf(await create(session))).toEqual(first)
    expect(await titlesOf(session.user.id)).toEqual([])
    expect((await create(session, emma, {}, { 'Idempotency-Key': 'another' })).status).toBe(201)
  })

  it('that the title was taken at the last moment', async () => {
    const session = await signedIn()
    const before = await objectKeys()
    let rival: Awaited<ReturnType<typeof newBook>> | undefined
    const DB = atBatch(
      3,
      meanwhile(async () => {
        rival = await newBook(session, emma)
      }),
    )
    const first = await answerOf(await create(session, emma, { DB }))
    expect(JSON.parse(first.body).error.code).toBe('title_taken')
    await api.delete(`/books/${rival?.id}`, { as: session })
    expect(await answerOf(await create(session))).toEqual(first)
    expect(await objectKeys()).toEqual(before)
  })

  it.each<[number, string, () => Promise<File>]>([
    [415, 'unsupported_image', async () => new File(['no image'], 'tiny.png')],
    [415, 'unsupported_image', () => fixture('script.svg')],
    [
      400,
      'invalid_image',
      async () => new File([(await (await fixture('tiny.png')).bytes()).slice(0, 20)], 'x'),
    ],
  ])('%i %s', async (status, code, makeFile) => {
    const session = await signedIn()
    const fields = { ...emma, cover_image: await makeFile() }
    const first = await answerOf(await create(session, fields))
    expect([first.status, JSON.parse(first.body).error.code]).toEqual([status, code])
    expect(await answerOf(await create(session, fields))).toEqual(first)
    expect(await refusal(await create(session))).toEqual(reused)
    expect(await titlesOf(session.user.id)).toEqual([])
  })

  it('that Images cannot decode the file', async () => {
    const session = await signedIn()
    const first = await answerOf(await create(session, emma, { IMAGES: imagesFailing(9412) }))
    expect(JSON.parse(first.body).error.code).toBe('invalid_image')
    expect(await answerOf(await create(session))).toEqual(first)
  })
})

describe('a failure is not remembered', () => {
  it.each<[string, () => Partial<Env>]>([
    ['D1 is gone before the claim', () => ({ DB: atBatch(1, lost) })],
    ['D1 is gone after the claim', () => ({ DB: atBatch(2, lost) })],
    ['D1 does not answer after the claim', () => ({ DB: atBatch(2, unanswered) })],
    ['D1 is gone at the end', () => ({ DB: atBatch(3, lost) })],
    ['the quota of Images is used up', () => ({ IMAGES: imagesFailing(9423) })],
    ['the first file cannot be stored', () => ({ COVERS: failingPut(1) })],
    ['no file can be stored', () => ({ COVERS: failing(env.COVERS, ['put']) })],
  ])('when %s', async (_, bindings) => {
    const session = await signedIn()
    expect(await refusal(await create(session, emma, bindings()))).toEqual([503, 'service_unavailable'])
    expect(await titlesOf(session.user.id)).toEqual([])
    const first = await answerOf(await create(session))
    expect(first.status).toBe(201)
    expect(await answerOf(await create(session))).toEqual(first)
    expect(await titlesOf(session.user.id)).toEqual(['Emma'])
  })

  it('but what D1 did without being able to say so is', async () => {
    const session = await signedIn()
    const failed = await create(session, emma, { DB: atBatch(3, unanswered) })
    expect(await refusal(failed)).toEqual([503, 'service_unavailable'])
    expect(await titlesOf(session.user.id)).toEqual(['Emma'])
    const again = await create(session)
    expect(again.status).toBe(201)
    const { id } = await dataOf(again)
    expect((await api.get(`/books/${id}`, { as: session })).status).toBe(200)
  })

  it('when the session ends half-way', async () => {
    const session = await signedIn()
    const end = () => env.DB.prepare('delete from sessions where user_id = ?').bind(session.user.id).run()
    for (const nth of [2, 3]) {
      const as = await signIn(session.user)
      const ended = await create(as, emma, { DB: atBatch(nth, meanwhile(end)) })
      expect(await refusal(ended)).toEqual([401, 'invalid_token'])
    }
    expect(await titlesOf(session.user.id)).toEqual([])
    expect((await create(await signIn(session.user))).status).toBe(201)
  })

  it('when there is no session at all', async () => {
    const session = await signedIn()
    const stale = { ...session }
    await api.post('/users/logout', { as: session })
    expect(await refusal(await create(stale))).toEqual([401, 'invalid_token'])
    expect((await create(await signIn(session.user), { title: 'Persuasion' })).status).toBe(201)
  })

  it('when there are too many uploads', async () => {
    const session = await signedIn()
    const UPLOAD_LIMIT: RateLimit = { limit: async () => ({ success: false }) }
    const limited = await create(session, emma, { UPLOAD_LIMIT }, { 'CF-Connecting-IP': '192.0.2.1' })
    expect(await refusal(limited)).toEqual([429, 'rate_limited'])
    expect((await create(session)).status).toBe(201)
  })
})

describe('a key costs', () => {
  const tripsOf = async (send: (DB: D1Database) => Promise<Response>) => {
    const { DB, trips } = countingDatabase()
    const response = await send(DB)
    return { status: response.status, trips: trips() }
  }

  it('one round trip, and none of the rest the second time', async () => {
    const session = await signedIn()
    const body = await bookForm()
    const plain = await tripsOf((DB) => fetchWith({ DB }, request('POST', '/books', { as: session, body })))
    const keyed = await tripsOf((DB) => create(session, emma, { DB }))
    expect([plain.status, keyed.status]).toEqual([201, 201])
    expect(keyed.trips).toBeLessThanOrEqual(plain.trips + 1)
    expect(await tripsOf((DB) => create(session, emma, { DB }))).toEqual({ status: 201, trips: 1 })
    expect(await tripsOf((DB) => create(session, { title: 'U' }, { DB }))).toEqual({ status: 422, trips: 1 })
  })

  it('no call of R2 or Images the second time', async () => {
    const session = await signedIn()
    const first = await answerOf(await create(session))
    const broken = { IMAGES: failing(env.IMAGES), COVERS: failing(env.COVERS) }
    expect(await answerOf(await create(session, emma, broken))).toEqual(first)
  })
})

describe('what is no key', () => {
  it.each([
    ['nothing', ''],
    ['256 characters', 'x'.repeat(256)],
    ['far too many', 'x'.repeat(5000)],
    ['a tab', 'a\tb'],
    ['a control character', 'a\u0001b'],
    ['DEL', 'a\u007fb'],
    ['a letter beyond ASCII', 'clé'],
    ['a byte beyond ASCII', '\u00ff'],
  ])('%s', async (_, value) => {
    const session = await signedIn()
    const response = await create(session, emma, {}, { 'Idempotency-Key': value })
    expect(response.status).toBe(400)
    const { error } = await response.json<{ error: { code: string; issues: { path: string }[] } }>()
    expect([error.code, error.issues.map(({ path }) => path)]).toEqual(['invalid_input', ['Idempotency-Key']])
    expect(await titlesOf(session.user.id)).toEqual([])
  })

  it.each([
    ['one character', '0'],
    ['255 characters', 'x'.repeat(255)],
    ['a UUID', crypto.randomUUID()],
    [
      'all of printable ASCII',
      String.fromCharCode(...Array.from({ length: 94 }, (_, index) => 0x21 + index)),
    ],
    ['blanks inside', 'a  b'],
    ['SQL', "' or 1=1 --"],
    ['a name of Object’s', '__proto__'],
  ])('is not: %s', async (_, value) => {
    const session = await signedIn()
    const headers = { 'Idempotency-Key': value }
    const first = await answerOf(await create(session, emma, {}, headers))
    expect(first.status).toBe(201)
    expect(await answerOf(await create(session, emma, {}, headers))).toEqual(first)
  })
})
