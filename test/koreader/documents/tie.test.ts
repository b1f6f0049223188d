import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { dayOf } from '../../../src/koreader/reading-changes.ts'
import { putBook } from '../../books/put-book.ts'
import { api, dataOf, errorOf, request } from '../../support/client.ts'
import { fetchWith } from '../../support/worker.ts'
import { newDocument } from '../device.ts'
import { listOf, tie, withDocument } from './documents.ts'

const today = () => dayOf(new Date())

describe('tying a document', () => {
  it('gives the book the last report at once', async () => {
    const { as, document, bookId, read } = await withDocument(0.324)
    const before = await read()
    await tie(as, document, bookId)
    expect(await read()).toMatchObject({
      status: 'reading',
      progress: 0.32,
      readings: [{ started_on: today(), finished_on: null }],
      version: before.version + 1,
    })
  })

  it('takes the day of the report', async () => {
    const { as, document, bookId, read } = await withDocument(1)
    await env.DB.prepare('update koreader_documents set synced_at = ? where document = ?')
      .bind(Date.parse('2026-03-31T12:00:00Z'), document)
      .run()
    await tie(as, document, bookId)
    expect(await read()).toMatchObject({
      status: 'read',
      progress: 1,
      readings: [{ started_on: null, finished_on: '2026-03-31' }],
    })
    const sorted = await dataOf(await api.get('/books?sort=-finished_on', { as }))
    expect(sorted).toMatchObject([{ id: bookId }])
  })

  it('to the same book again changes nothing, and does not overrule its owner', async () => {
    const { as, document, bookId, read } = await withDocument(1)
    await tie(as, document, bookId)
    await api.patch(`/books/${bookId}`, { as, body: { status: 'reading', progress: 0.1 } })
    const before = await read()
    expect(await dataOf(await tie(as, document, bookId))).toMatchObject({ book: { id: bookId } })
    expect(await read()).toEqual(before)
  })

  it('moves it from one book to another, and leaves the first as it is', async () => {
    const { as, document, bookId, read } = await withDocument()
    await tie(as, document, bookId)
    const before = await read()
    const other = await putBook(as)
    expect(await dataOf(await tie(as, document, other.id))).toMatchObject({ book: { id: other.id } })
    expect(await read()).toEqual(before)
    expect(await dataOf(await api.get(`/books/${other.id}`, { as }))).toMatchObject({ progress: 0.32 })
  })

  it.each(['read', 'did_not_finish'])('leaves a book that is %s as it is', async (status) => {
    const { as, document, bookId, read } = await withDocument(0.5, { status, progress: 0.2 })
    const before = await read()
    expect((await tie(as, document, bookId)).status).toBe(200)
    expect(await read()).toEqual(before)
  })

  it('changes neither of them after the session has ended', async () => {
    const { as, document, bookId } = await withDocument()
    await env.DB.prepare('delete from sessions where user_id = ?').bind(as.user.id).run()
    expect(await errorOf(await tie(as, document, bookId))).toEqual([401, 'invalid_token'])
    const row = await env.DB.prepare('select book_id from koreader_documents where document = ?')
      .bind(document)
      .first()
    expect(row).toEqual({ book_id: null })
  })
})

describe('a report of a tied document', () => {
  it('starts, moves on and finishes the book, once', async () => {
    const { as, device, document, bookId, read } = await withDocument(0, { status: 'want_to_read' })
    await tie(as, document, bookId)
    const start = { started_on: today(), finished_on: null }
    expect(await read()).toMatchObject({ status: 'reading', progress: 0, readings: [start] })
    await device.push({ document, percentage: 0.5 })
    expect(await read()).toMatchObject({ status: 'reading', progress: 0.5, readings: [start] })
    await device.push({ document, percentage: 0.993 })
    const finished = { status: 'read', progress: 1, readings: [{ ...start, finished_on: today() }] }
    expect(await read()).toMatchObject(finished)
    await device.push({ document, percentage: 0.1 })
    expect(await read()).toMatchObject(finished)
    expect(await (await device.pull(document)).json()).toMatchObject({ percentage: 0.1 })
    expect(await listOf(as)).toMatchObject([{ percentage: 0.1, book: { id: bookId } }])
  })

  it('is a new reading once its owner says so', async () => {
    const { as, device, document, bookId, read } = await withDocument(1)
    await tie(as, document, bookId)
    const [first] = (await read()).readings
    const again = { started_on: today(), finished_on: null }
    const body = { status: 'reading', progress: null, readings: [first, again] }
    await api.patch(`/books/${bookId}`, { as, body })
    // The device still shows the end.
    await device.push({ document, percentage: 1 })
    expect(await read()).toMatchObject({ status: 'reading', readings: [first, again] })
    await device.push({ document, percentage: 0.02 })
    await device.push({ document, percentage: 1 })
    expect(await read()).toMatchObject({
      status: 'read',
      readings: [first, { started_on: today(), finished_on: today() }],
    })
  })

  it('leaves a book that its owner wants to read again, until the device moves', async () => {
    const { as, device, document, bookId, read } = await withDocument(1)
    await tie(as, document, bookId)
    await api.patch(`/books/${bookId}`, { as, body: { status: 'want_to_read', progress: null } })
    const before = await read()
    await device.push({ document, percentage: 1 })
    expect(await read()).toEqual(before)
    await device.push({ document, percentage: 0.02 })
    expect(await read()).toMatchObject({ status: 'reading', progress: 0.02 })
  })

  it('makes no version within one percent', async () => {
    const { as, device, document, bookId, read } = await withDocument(0.32)
    await tie(as, document, bookId)
    const before = await read()
    await device.push({ document, percentage: 0.3217, progress: 'further' })
    expect(await read()).toEqual(before)
    expect(await (await device.pull(document)).json()).toMatchObject({ progress: 'further' })
  })

  it('moves the progress of several documents of one book: the last counts', async () => {
    const { as, device, document, bookId, read } = await withDocument(0.3)
    const pdf = newDocument()
    await device.push({ document: pdf, percentage: 0.4 })
    await tie(as, document, bookId)
    await tie(as, pdf, bookId)
    await device.push({ document, percentage: 0.6 })
    expect(await read()).toMatchObject({ progress: 0.6 })
    await device.push({ document: pdf, percentage: 0.5 })
    expect(await read()).toMatchObject({ progress: 0.5 })
  })

  it('is stored in a library that is over its quota; the book stays as it is', async () => {
    const { as, device, document, bookId, read } = await withDocument(0.3, { status: 'read' })
    await tie(as, document, bookId)
    await api.patch(`/books/${bookId}`, { as, body: { status: 'want_to_read' } })
    const before = await read()
    const toSend = request('PUT', '/koreader/syncs/progress', {
      headers: device.auth,
      body: { document, progress: '9', percentage: 0.9, device: 'Kobo' },
    })
    expect((await fetchWith({ QUOTA_TEXT_BYTES: '1' }, toSend)).status).toBe(200)
    expect(await read()).toEqual(before)
    expect(await (await device.pull(document)).json()).toMatchObject({ percentage: 0.9 })
  })

  it('keeps the size of the library', async () => {
    const { as, device, document, bookId } = await withDocument(0.3)
    await tie(as, document, bookId)
    await device.push({ document, percentage: 1 })
    const row = await env.DB.prepare(
      `select text_bytes as counted, (select octet_length(readings) - 2 from books where user_id = users.id) as grown
       from users where id = ?`,
    )
      .bind(as.user.id)
      .first<{ counted: number; grown: number }>()
    expect(row?.grown).toBeGreaterThan(0)
    expect(row?.counted).toBe(row?.grown)
  })
})
