import { env } from 'cloudflare:workers'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { categories } from '../../src/db/schema.ts'
import { failingAfter } from '../faults.ts'
import { api, dataOf, refusal, request, type Session } from '../support/client.ts'
import { fixture, newBook, signedIn } from '../support/makers.ts'
import { fetchWith } from '../support/worker.ts'
import { makeGoodreadsExport } from './import/goodreads-export.ts'

const formOf = (file: string | Uint8Array | File, mode?: string) => {
  const form = new FormData()
  form.set('file', new File([file], 'books'))
  if (mode) form.set('mode', mode)
  return form
}

const importFile = (as: Session, file: string | Uint8Array | File, mode = 'apply', headers = {}) =>
  api.post('/books/import', { as, headers, body: formOf(file, mode) })

const exportOf = async (as: Session, format: string) =>
  (await api.get(`/books/export?format=${format}`, { as })).text()

const countOf = (userId: string) =>
  env.DB.prepare('select count(*) as count from books where user_id = ?').bind(userId).first<number>('count')

describe('POST /books/import', () => {
  it('previews by default, and changes nothing', async () => {
    const as = await signedIn()
    const response = await api.post('/books/import', { as, body: formOf(await fixture('goodreads.csv')) })
    const report = await dataOf(response)
    expect(report).toMatchObject({ mode: 'preview', format: 'goodreads' })
    expect(report.created).toBeGreaterThan(0)
    expect(await countOf(as.user.id)).toBe(0)
  })

  it('does what the preview said, and skips it all the second time', async () => {
    const as = await signedIn()
    const file = await fixture('goodreads.csv')
    const preview = await dataOf(await importFile(as, file, 'preview'))
    const report = await dataOf(await importFile(as, file))
    expect(report.rows).toEqual(preview.rows)
    expect(await countOf(as.user.id)).toBe(report.created)
    const again = await dataOf(await importFile(as, file))
    expect([again.created, again.skipped]).toEqual([0, report.created + report.skipped])
  })

  it('takes thousands of rows, and accounts for each', async () => {
    const as = await signedIn()
    const { bytes, failing, repeated } = makeGoodreadsExport(5000, 1)
    const report = await dataOf(await importFile(as, bytes))
    expect(report.rows).toHaveLength(5000)
    expect([report.failed, report.skipped]).toEqual([failing.length, repeated.length])
    expect(report.created).toBe(5000 - failing.length - repeated.length)
    expect(await countOf(as.user.id)).toBe(report.created)
    expect(report.failed_rows_csv.trim().split('\r\n').length).toBeGreaterThan(failing.length)
  })

  it('gives one answer for one key, and leaves no trace of another', async () => {
    const as = await signedIn()
    const file = 'title,description,category,created_at\r\nOne,,science,2020-01-01T00:00:00.000Z\r\n'
    const headers = { 'Idempotency-Key': 'import-1' }
    const answers = await Promise.all(Array.from({ length: 5 }, () => importFile(as, file, 'apply', headers)))
    const reports = await Promise.all(answers.map(dataOf))
    expect(reports.map(({ created }) => created)).toEqual([1, 1, 1, 1, 1])
    expect(await countOf(as.user.id)).toBe(1)
    expect(await refusal(await importFile(as, `${file}Two,,science,\r\n`, 'apply', headers))).toEqual([
      422,
      'idempotency_key_reused',
    ])
  })

  it('goes on where a run that died has stopped', async () => {
    const as = await signedIn()
    const { bytes, failing, repeated } = makeGoodreadsExport(3000, 2)
    const DB = failingAfter(env.DB, 'batch', 2)
    const toSend = request('POST', '/books/import', { as, body: formOf(bytes, 'apply') })
    expect(await refusal(await fetchWith({ DB }, toSend))).toEqual([503, 'service_unavailable'])
    const before = await countOf(as.user.id)
    expect(before).toBeGreaterThan(0)
    const report = await dataOf(await importFile(as, bytes))
    expect((before ?? 0) + report.created).toBe(3000 - failing.length - repeated.length)
  })

  it.each([
    ['no file', new FormData(), 400, 'invalid_input'],
    ['an unknown mode', formOf('title', 'maybe'), 400, 'invalid_input'],
    ['what is no export', formOf('hello'), 400, 'invalid_input'],
    ['over 20 MiB', formOf(new Uint8Array(20 * 1024 * 1024 + 1)), 413, 'payload_too_large'],
    ['JSON', '{}', 415, 'unsupported_media_type'],
  ])('refuses %s', async (_, body, status, code) => {
    expect(await refusal(await api.post('/books/import', { as: await signedIn(), body }))).toEqual([
      status,
      code,
    ])
  })
})

describe('GET /books/export', () => {
  it.each(['csv', 'json'])('gives back as %s what was imported, byte for byte', async (format) => {
    const title = fc.string({ unit: 'binary', minLength: 1, maxLength: 30 }).map((text) => text.trim())
    const book = fc.record({
      title: title.filter((text) => text !== '' && text.isWellFormed()),
      description: fc.string({ unit: 'binary', maxLength: 60 }),
      category: fc.constantFrom(...categories),
      created_at: fc.integer({ min: -1e12, max: 4e12 }).map((at) => new Date(at).toISOString()),
    })
    const library = fc.uniqueArray(book, { maxLength: 30, selector: ({ title }) => title })
    await fc.assert(
      fc.asyncProperty(library, async (books) => {
        const [first, second] = [await signedIn(), await signedIn()]
        const file = JSON.stringify({ format: 'bookplate', version: 1, note: '', books })
        expect((await dataOf(await importFile(first, file))).created).toBe(books.length)
        const exported = await exportOf(first, format)
        await importFile(second, exported)
        expect(await exportOf(second, format)).toBe(exported)
        const [found] = JSON.parse(await exportOf(first, 'json')).books
        if (found) expect(books).toContainEqual(found)
      }),
      { numRuns: 12 },
    )
  })

  it('streams a library of several pages, and says that covers are not in it', async () => {
    const as = await signedIn()
    const { bytes } = makeGoodreadsExport(1300, 3)
    const { created } = await dataOf(await importFile(as, bytes))
    const response = await api.get('/books/export?format=csv', { as })
    expect(response.headers.get('Content-Disposition')).toBe(
      'attachment; filename="bookplate-without-covers.csv"',
    )
    expect(response.headers.get('Content-Type')).toMatch(/^text\/csv; charset=utf-8/)
    await response.text()
    expect(JSON.parse(await exportOf(as, 'json')).books).toHaveLength(created)
  })

  it('takes a download token once, and no other query', async () => {
    const as = await signedIn()
    await newBook(as, { title: 'Mine' })
    const { token } = await dataOf(await api.post('/users/download-tokens', { as }))
    expect(await (await api.get(`/books/export?token=${token}`)).text()).toContain('Mine')
    expect(await refusal(await api.get(`/books/export?token=${token}`))).toEqual([401, 'invalid_token'])
    expect(await refusal(await api.get('/books/export?format=xml', { as }))).toEqual([400, 'invalid_query'])
    expect(await refusal(await api.get('/books/export'))).toEqual([401, 'missing_token'])
  })

  it('takes one way to say who asks, and does not spend the token on two', async () => {
    const as = await signedIn()
    const { token } = await dataOf(await api.post('/users/download-tokens', { as }))
    const both = await api.get(`/books/export?token=${token}`, { as })
    expect(await refusal(both)).toEqual([400, 'invalid_request'])
    expect((await api.get(`/books/export?token=${token}`)).status).toBe(200)
  })

  it('breaks off when D1 fails half-way, and never ends validly', async () => {
    const as = await signedIn()
    await importFile(as, makeGoodreadsExport(1300, 4).bytes)
    const DB = failingAfter(env.DB, 'batch', 1)
    await expect(fetchWith({ DB }, request('GET', '/books/export', { as }))).rejects.toThrow()
  })
})
