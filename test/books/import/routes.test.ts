import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { failingAfter } from '../../faults.ts'
import { api, dataOf, errorOf, request } from '../../support/client.ts'
import { fixture, signedIn } from '../../support/makers.ts'
import { repetitions } from '../../support/repetitions.ts'
import { fetchWith } from '../../support/worker.ts'
import { times } from '../library.ts'
import { makeGoodreadsExport } from './goodreads-export.ts'
import { countOf, importFile, importForm, reportOf } from './transfer.ts'

describe('POST /books/import', () => {
  it('previews by default, and changes nothing', async () => {
    const as = await signedIn()
    const body = importForm(await fixture('goodreads.csv'))
    const report = await dataOf(await api.post('/books/import', { as, body }))
    expect(report).toMatchObject({ mode: 'preview', format: 'goodreads' })
    expect(report.created).toBeGreaterThan(0)
    expect(await countOf(as.user.id)).toBe(0)
  })

  it('does what the preview reports, and skips all of it the second time', async () => {
    const as = await signedIn()
    const file = await fixture('goodreads.csv')
    const preview = await dataOf(await api.post('/books/import', { as, body: importForm(file, 'preview') }))
    const report = await reportOf(as, file)
    expect(report.rows).toEqual(preview.rows)
    expect(await countOf(as.user.id)).toBe(report.created)
    const again = await reportOf(as, file)
    expect([again.created, again.skipped]).toEqual([0, report.created + report.skipped])
  })

  it('accounts for each of many rows', async () => {
    const as = await signedIn()
    const count = repetitions(1500, 10_000)
    const { bytes, failing, repeated } = makeGoodreadsExport(count, 1)
    const report = await reportOf(as, bytes)
    expect(report.rows).toHaveLength(count)
    expect([report.failed, report.skipped]).toEqual([failing.length, repeated.length])
    expect(report.created).toBe(count - failing.length - repeated.length)
    expect(await countOf(as.user.id)).toBe(report.created)
    expect(report.failed_rows_csv.trim().split('\r\n').length).toBeGreaterThan(failing.length)
  })

  it('has one result for one key, and another file with the key is an error', async () => {
    const as = await signedIn()
    const file = 'title,description,category,created_at\r\nOne,,science,2020-01-01T00:00:00.000Z\r\n'
    const headers = { 'Idempotency-Key': 'import-1' }
    const responses = await times(5, () => importFile(as, file, headers))
    const reports = await Promise.all(responses.map(dataOf))
    expect(reports.map(({ created }) => created)).toEqual([1, 1, 1, 1, 1])
    expect(await countOf(as.user.id)).toBe(1)
    expect(await errorOf(await importFile(as, `${file}Two,,science,\r\n`, headers))).toEqual([
      422,
      'idempotency_key_reused',
    ])
  })

  it('continues when it is sent again after it broke off', async () => {
    const as = await signedIn()
    const { bytes, failing, repeated } = makeGoodreadsExport(2000, 2)
    const DB = failingAfter(env.DB, 'batch', 1)
    const toSend = request('POST', '/books/import', { as, body: importForm(bytes, 'apply') })
    expect(await errorOf(await fetchWith({ DB }, toSend))).toEqual([503, 'service_unavailable'])
    const before = await countOf(as.user.id)
    expect(before).toBeGreaterThan(0)
    const report = await reportOf(as, bytes)
    expect((before ?? 0) + report.created).toBe(2000 - failing.length - repeated.length)
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
