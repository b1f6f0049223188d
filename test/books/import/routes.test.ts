import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { failingAfter } from '../../faults.ts'
import { api, dataOf, errorOf, request } from '../../support/client.ts'
import { fixture, signedIn } from '../../support/makers.ts'
import { repetitions } from '../../support/repetitions.ts'
import { fetchWith } from '../../support/worker.ts'
import { times } from '../library.ts'
import { unaccounted } from './account.ts'
import type { Imported } from './account-checks.ts'
import { makeGoodreadsExport } from './goodreads-export.ts'
import { storedBooks } from './stored-books.ts'
import { countOf, importFile, importForm, previewOf, reportOf } from './transfer.ts'

describe('POST /books/import', () => {
  it('previews by default, and changes nothing', async () => {
    const as = await signedIn()
    const body = importForm(await fixture('goodreads.csv'))
    const report = await dataOf(await api.post('/books/import', { as, body }))
    expect(report).toMatchObject({
      mode: 'preview',
      existing: 'skip',
      format: 'goodreads',
      created: 3,
      failed: 1,
    })
    expect(await countOf(as.user.id)).toBe(0)
  })

  it('does what the preview reports, and skips all of it the second time', async () => {
    const as = await signedIn()
    const file = await fixture('goodreads.csv')
    const preview = await previewOf(as, file)
    const report = await reportOf(as, file)
    const withoutIds = report.rows.map((row: object) => ({
      ...row,
      ...('book_id' in row && { book_id: null }),
    }))
    expect(withoutIds).toEqual(preview.rows)
    expect(await countOf(as.user.id)).toBe(report.created)
    const again = await reportOf(as, file)
    expect([again.created, again.skipped, again.failed]).toEqual([0, report.created, report.failed])
    expect(again.rows[0]).toMatchObject({
      status: 'skipped',
      match: { code: 'in_library', book_ids: [report.rows[0].book_id] },
      changes: [],
      differs: [],
    })
  })

  it('accounts for each of many rows, and for each cell of their books', async () => {
    const as = await signedIn()
    const count = repetitions(300, 10_000)
    const { bytes, text, failing, repeated } = makeGoodreadsExport(count, 1)
    const report = await reportOf(as, bytes)
    expect(report.rows).toHaveLength(count)
    expect([report.failed, report.skipped]).toEqual([failing.length, repeated.length])
    expect(report.created).toBe(count - failing.length - repeated.length)
    expect(await countOf(as.user.id)).toBe(report.created)
    const byTitle = new Map(
      (await storedBooks(as.user.id)).map((book) => [`${book.title}\n${book.extra['Book Id']}`, book]),
    )
    const imported = new Map<number, Imported | 'failed'>()
    for (const { row, title, status, issues } of report.rows) {
      const number = repeated.includes(row) ? row - 1 : row
      imported.set(row, status === 'failed' ? 'failed' : { book: byTitle.get(`${title}\n${number}`), issues })
    }
    expect(unaccounted(text, imported).lost).toEqual([])
  })

  it('has one result for one key, and another file with the key is an error', async () => {
    const as = await signedIn()
    const file =
      'title,description,category,created_at\r\nOne,,science,2020-01-01T00:00:00.000Z\r\n,,,\r\n,x,,\r\n'
    const headers = { 'Idempotency-Key': 'import-1' }
    const responses = await times(5, () => importFile(as, file, headers))
    const reports = await Promise.all(responses.map(dataOf))
    expect(reports.map(({ created, failed }) => [created, failed])).toEqual(Array(5).fill([1, 1]))
    expect(reports.every(({ rows }) => rows.at(-1).problem.code === 'title_empty')).toBe(true)
    expect(await countOf(as.user.id)).toBe(1)
    for (const other of [`${file}Two,,science,\r\n`, file]) {
      const form = importForm(other, 'apply')
      if (other === file) form.set('existing', 'update')
      const response = await api.post('/books/import', { as, body: form, headers })
      expect(await errorOf(response)).toEqual([422, 'idempotency_key_reused'])
    }
  })

  it('continues when it is sent again after it broke off', async () => {
    const as = await signedIn()
    const { bytes, failing, repeated } = makeGoodreadsExport(1500, 2)
    const DB = failingAfter(env.DB, 'batch', 2)
    const toSend = request('POST', '/books/import', { as, body: importForm(bytes, 'apply') })
    expect(await errorOf(await fetchWith({ DB }, toSend))).toEqual([503, 'service_unavailable'])
    const before = await countOf(as.user.id)
    expect(before).toBeGreaterThan(0)
    const report = await reportOf(as, bytes)
    expect((before ?? 0) + report.created).toBe(1500 - failing.length - repeated.length)
  })

  it('asks for the order of dates, and takes it', async () => {
    const as = await signedIn()
    const file = 'Title,Author,Exclusive Shelf,Date Read\nA,Ada,read,03/04/2021\n'
    expect(await previewOf(as, file)).toMatchObject({
      date_order: null,
      ambiguous_dates: [{ column: 'Date Read', examples: ['03/04/2021'], count: 1 }],
      rows: [{ issues: [{ code: 'ambiguous_date' }] }],
    })
    expect(await previewOf(as, file, { date_order: 'mdy' })).toMatchObject({
      date_order: 'mdy',
      ambiguous_dates: [],
      rows: [{ issues: [] }],
    })
  })

  it('proposes a mapping, and takes a corrected one', async () => {
    const as = await signedIn()
    const file = 'Werk,Author,Punkte\nDune,Frank Herbert,4\n'
    expect(await previewOf(as, file)).toMatchObject({
      format: 'other',
      mapping: { authors: 'Author' },
      failed: 1,
      rows: [{ problem: { code: 'title_empty' } }],
    })
    const mapping = JSON.stringify({ title: 'Werk', authors: 'Author', rating: 'Punkte' })
    const report = await reportOf(as, file, { mapping })
    expect(report).toMatchObject({ created: 1, rows: [{ title: 'Dune', status: 'created' }] })
    const book = await dataOf(await api.get(`/books/${report.rows[0].book_id}`, { as }))
    expect(book).toMatchObject({ authors: ['Frank Herbert'], rating: 4 })
  })

  it.each([
    ['without a title', 'Werk,Author\nDune,A\n', {}, 'mapping'],
    ['of a column that is not there', 'Title,Author\nDune,A\n', { mapping: '{"title":"Name"}' }, 'mapping'],
    [
      'of a field that is not there',
      'Title,Author\nDune,A\n',
      { mapping: '{"name":"Title"}' },
      'mapping.name',
    ],
    ['that is no JSON', 'Title,Author\nDune,A\n', { mapping: 'Title' }, 'mapping'],
    ['a workbook', 'PK\u0003\u0004', {}, 'file'],
  ])('has an error for a mapping or a file: %s', async (_, file, fields, path) => {
    const response = await api.post('/books/import', {
      as: await signedIn(),
      body: importForm(file, 'apply', fields),
    })
    expect(response.status).toBe(400)
    const { error } = await response.json<{ error: { issues: { path: string }[] } }>()
    expect(error.issues[0]?.path).toBe(path)
  })

  it.each([
    ['no file', new FormData(), 400, 'invalid_input'],
    ['an unknown mode', importForm('title', 'maybe' as 'apply'), 400, 'invalid_input'],
    ['a file of another kind', importForm('hello'), 400, 'invalid_input'],
    ['more than 20 MiB', importForm(new Uint8Array(20 * 1024 * 1024 + 1)), 413, 'payload_too_large'],
    ['JSON', '{}', 415, 'unsupported_media_type'],
  ])('has an error for %s', async (_, body, status, code) => {
    const response = await api.post('/books/import', { as: await signedIn(), body })
    expect(await errorOf(response)).toEqual([status, code])
  })
})
