import { env } from 'cloudflare:workers'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { maxWaitMs } from '../../src/webhook/limits.ts'
import { changesOf } from '../books/changes/follower.ts'
import { api } from '../support/client.ts'
import {
  addBook,
  deliverAt,
  hookOf,
  hookUrl,
  minuteMs,
  readerWithHook,
  recordSent,
  runTrigger,
  setWebhook,
  verified,
} from './hooks.ts'

let sent: ReturnType<typeof recordSent>
// The webhooks of other tests stay silent.
beforeEach(async () => {
  await env.DB.prepare('delete from webhooks').run()
  sent = recordSent()
})
afterEach(() => vi.restoreAllMocks())

const now = Date.now() + minuteMs

describe('a message', () => {
  it('tells that the library has changed, and since when, signed and without a book', async () => {
    const { as, url, secret } = await readerWithHook()
    await addBook(as, 'A Secret Title')
    await deliverAt(now)
    const [message, ...more] = sent.to(url)
    expect(more).toEqual([])
    if (!message) throw new Error('Nothing was sent')
    const { type, timestamp, cursor, ...rest } = await verified(secret, message)
    expect([type, timestamp, rest]).toEqual(['library.changed', new Date(now).toISOString(), {}])
    expect(message.headers.get('Content-Type')).toBe('application/json')
    expect(message.headers.get('webhook-id')).toMatch(/^msg_\w+$/)
    expect(Number(message.headers.get('webhook-timestamp'))).toBe(Math.floor(now / 1000))
    expect((await changesOf(as, cursor)).data).toMatchObject([{ book: { title: 'A Secret Title' } }])
  })

  it('has a cursor for all that has changed, also for deletions', async () => {
    const { as, url, secret } = await readerWithHook()
    await addBook(as)
    const [first] = (await changesOf(as)).data
    await deliverAt(now)
    await addBook(as, 'Second')
    await api.delete(`/books/${first?.id}`, { as })
    await deliverAt(now + minuteMs)
    const message = sent.to(url)[1]
    if (!message) throw new Error('Nothing was sent')
    const { cursor } = await verified(secret, message)
    expect((await changesOf(as, cursor)).data).toMatchObject([
      { deleted: false, book: { title: 'Second' } },
      { deleted: true, id: first?.id },
    ])
  })

  it('is not sent without a change', async () => {
    const { as, url } = await readerWithHook()
    await deliverAt(now)
    expect(sent.to(url)).toEqual([])
    await addBook(as)
    await deliverAt(now)
    await deliverAt(now + minuteMs)
    await deliverAt(now + 2 * minuteMs)
    expect(sent.to(url)).toHaveLength(1)
  })

  it('comes at most once a minute, however many changes there are', async () => {
    const { as, url } = await readerWithHook()
    await addBook(as)
    await deliverAt(now)
    await addBook(as)
    await deliverAt(now + minuteMs - maxWaitMs - 1)
    expect(sent.to(url)).toHaveLength(1)
    await deliverAt(now + minuteMs)
    expect(sent.to(url)).toHaveLength(2)
  })

  it('comes a minute after the last one was sent, if the trigger was late for that', async () => {
    const { as, url } = await readerWithHook()
    await addBook(as)
    const startedAt = Date.now()
    await runTrigger(startedAt - 50_000)
    expect(sent.to(url)).toHaveLength(1)
    expect(Number((await hookOf(as))?.retry_at)).toBeGreaterThanOrEqual(startedAt + minuteMs)
  })

  it('comes a full minute after the last one, if that was sent a little after its run had begun', async () => {
    const { as, url } = await readerWithHook()
    await addBook(as)
    await deliverAt(now)
    await env.DB.prepare('update webhooks set retry_at = ? where user_id = ?')
      .bind(now + minuteMs + 700, as.user.id)
      .run()
    await addBook(as)
    await deliverAt(now + minuteMs)
    const sentAt = now + minuteMs + 700
    expect(sent.to(url)[1]?.headers.get('webhook-timestamp')).toBe(String(Math.floor(sentAt / 1000)))
    expect(await hookOf(as)).toMatchObject({ retry_at: sentAt + minuteMs })
  })

  it('keeps its minute when the webhook is replaced by another address and back', async () => {
    const { as, url } = await readerWithHook()
    await addBook(as)
    const sentAt = Date.now()
    await deliverAt(sentAt)
    await setWebhook(as, hookUrl())
    await setWebhook(as, url)
    await addBook(as)
    await deliverAt(sentAt + minuteMs - maxWaitMs - 1)
    expect(sent.to(url)).toHaveLength(1)
    await deliverAt(sentAt + minuteMs)
    expect(sent.to(url)).toHaveLength(2)
  })

  it('is sent once by runs at the same time', async () => {
    const { as, url } = await readerWithHook()
    await addBook(as)
    await Promise.all(Array.from({ length: 6 }, () => deliverAt(now)))
    expect(sent.to(url)).toHaveLength(1)
  })

  it('is sent by the trigger of each minute alone', async () => {
    const { as, url } = await readerWithHook()
    await addBook(as)
    const { default: worker } = await import('../../src/index.ts')
    const { createScheduledController } = await import('cloudflare:test')
    const controller = createScheduledController({ scheduledTime: new Date(now), cron: '*/15 * * * *' })
    await worker.scheduled(controller, env)
    expect(sent.to(url)).toEqual([])
  })

  it('that a change during the delivery did not make follows a minute later', async () => {
    const { as, url } = await readerWithHook()
    await addBook(as)
    const send = globalThis.fetch
    vi.spyOn(globalThis, 'fetch').mockImplementationOnce(async (...args) => {
      await addBook(as)
      return send(...args)
    })
    await deliverAt(now)
    await deliverAt(now + minuteMs)
    await deliverAt(now + 2 * minuteMs)
    expect(sent.to(url)).toHaveLength(2)
  })

  it('is not sent for a disabled account', async () => {
    const { as, url } = await readerWithHook()
    await addBook(as)
    await env.DB.prepare('update users set disabled_at = 1 where id = ?').bind(as.user.id).run()
    await deliverAt(now)
    expect(sent.to(url)).toEqual([])
  })

  it('reaches more receivers than are served at once', async () => {
    const readers = await Promise.all(Array.from({ length: 12 }, () => readerWithHook()))
    await Promise.all(readers.map(({ as }) => addBook(as)))
    await deliverAt(now)
    expect(readers.map(({ url }) => sent.to(url).length)).toEqual(readers.map(() => 1))
  })

  it('goes to the new address when the webhook was replaced during the delivery', async () => {
    const { as, url } = await readerWithHook()
    await addBook(as)
    const send = globalThis.fetch
    const next = hookUrl()
    vi.spyOn(globalThis, 'fetch').mockImplementationOnce(async (...args) => {
      await setWebhook(as, next)
      return send(...args)
    })
    await deliverAt(now)
    await addBook(as)
    await deliverAt(now + minuteMs)
    expect([sent.to(url).length, sent.to(next).length]).toEqual([1, 1])
  })
})
