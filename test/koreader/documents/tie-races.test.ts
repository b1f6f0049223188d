import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { dayOf } from '../../../src/koreader/reading-changes.ts'
import { putBook } from '../../books/put-book.ts'
import { api } from '../../support/client.ts'
import { newDevice } from '../device.ts'
import { listOf, tie, withDocument } from './documents.ts'

const today = () => dayOf(new Date())

describe('races of tied documents', () => {
  it('of two devices on one document: both are stored, and book and document agree', async () => {
    const { as, device, document, bookId, read } = await withDocument(0.01)
    await tie(as, document, bookId)
    const phone = await newDevice(as.user, 'Pixel 9')
    for (let round = 1; round <= 5; round++) {
      const [a, b] = [round / 10, (round * 10 + 5) / 100]
      const responses = await Promise.all([
        device.push({ document, percentage: a }),
        phone.push({ document, percentage: b }),
      ])
      expect(responses.map(({ status }) => status)).toEqual([200, 200])
      const { percentage } = await (await device.pull(document)).json<{ percentage: number }>()
      expect([a, b]).toContain(percentage)
      expect(await read()).toMatchObject({ progress: percentage, status: 'reading' })
    }
    expect((await read()).readings).toHaveLength(1)
  })

  it('of reports with changes of their book lose neither', async () => {
    const { as, device, document, bookId, read } = await withDocument(0.01)
    await tie(as, document, bookId)
    const responses = await Promise.all([
      device.push({ document, percentage: 0.5 }),
      api.patch(`/books/${bookId}`, { as, body: { rating: 4 } }),
      api.patch(`/books/${bookId}`, { as, body: { notes: 'Lent.' } }),
    ])
    expect(responses.map(({ status }) => status)).toEqual([200, 200, 200])
    expect(await read()).toMatchObject({ progress: 0.5, rating: 4, notes: 'Lent.' })
  })

  it('of thirty reports with thirty changes of their book are all stored', async () => {
    const { as, device, document, bookId, read } = await withDocument(0.01)
    await tie(as, document, bookId)
    const changes = [{ notes: 'Lent.' }, { rating: 4 }, { status: 'want_to_read' }, { readings: [] }]
    const numbers = Array.from({ length: 30 }, (_, nth) => nth)
    const responses = await Promise.all(
      numbers.flatMap((nth) => [
        device.push({ document, percentage: 0.1 + nth / 100 }),
        api.patch(`/books/${bookId}`, { as, body: changes[nth % changes.length] }),
      ]),
    )
    expect(responses.filter(({ status }) => status !== 200)).toEqual([])
    expect(await read()).toMatchObject({ notes: 'Lent.', rating: 4 })
    const { percentage } = await (await device.pull(document)).json<{ percentage: number }>()
    expect(percentage).toBeGreaterThanOrEqual(0.1)
    await device.push({ document, percentage: 0.9 })
    expect(await read()).toMatchObject({ status: 'reading', progress: 0.9 })
  })

  it('of twenty reports from the end finish the book once', async () => {
    const { as, device, document, bookId, read } = await withDocument(0.5)
    await tie(as, document, bookId)
    const { version } = await read()
    const responses = await Promise.all(
      Array.from({ length: 20 }, () => device.push({ document, percentage: 1 })),
    )
    expect(new Set(responses.map(({ status }) => status))).toEqual(new Set([200]))
    expect(await read()).toMatchObject({
      status: 'read',
      version: version + 1,
      readings: [{ started_on: today(), finished_on: today() }],
    })
  })

  it('of reports with ties of their document to two books are all stored', async () => {
    const { as, device, document, bookId } = await withDocument(0.01)
    const other = await putBook(as)
    const responses = await Promise.all(
      Array.from({ length: 20 }, (_, nth) => [
        tie(as, document, nth % 2 === 0 ? bookId : other.id),
        device.push({ document, percentage: nth / 100 }),
      ]).flat(),
    )
    expect(new Set(responses.map(({ status }) => status))).toEqual(new Set([200]))
  })

  it('of a tie with reports leave the book at the last report', async () => {
    for (let round = 0; round < 4; round++) {
      const { as, device, document, bookId, read } = await withDocument(0.1)
      await Promise.all([
        tie(as, document, bookId),
        device.push({ document, percentage: 0.4 }),
        device.push({ document, percentage: 0.7 }),
      ])
      const { percentage } = await (await device.pull(document)).json<{ percentage: number }>()
      expect(await read()).toMatchObject({ progress: percentage })
    }
  })

  it('of a deletion of the book with reports keep the reports', async () => {
    const { as, device, document, bookId } = await withDocument(0.1)
    await tie(as, document, bookId)
    const [deletion, pushed] = await Promise.all([
      api.delete(`/books/${bookId}`, { as }),
      device.push({ document, percentage: 0.4 }),
    ])
    expect([deletion.status, pushed.status]).toEqual([204, 200])
    expect(await (await device.pull(document)).json()).toMatchObject({ percentage: 0.4 })
  })

  it('of a tied report with the end of its key change book and document, or neither', async () => {
    const { as, device, document, bookId, read } = await withDocument(0.1)
    await tie(as, document, bookId)
    const [pushed] = await Promise.all([
      device.push({ document, percentage: 0.4 }),
      env.DB.prepare('delete from api_keys where user_id = ?').bind(as.user.id).run(),
    ])
    const [shown] = await listOf(as)
    expect(shown.percentage).toBe(pushed.status === 200 ? 0.4 : 0.1)
    expect(await read()).toMatchObject({ progress: shown.percentage })
  })
})
