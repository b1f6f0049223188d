import { env } from 'cloudflare:workers'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { attemptTimeLimitMs, maxWaitMs } from '../../src/webhook/limits.ts'
import { addBook, deliverAt, hookOf, minuteMs, readerWithHook, recordSent } from './hooks.ts'

let sent: ReturnType<typeof recordSent>
// The webhooks of other tests stay silent.
beforeEach(async () => {
  await env.DB.prepare('delete from webhooks').run()
  sent = recordSent()
})
afterEach(() => vi.restoreAllMocks())

const now = Date.now() + minuteMs

/** Ends the attempts at a receiver that hangs after a shorter time. */
const limitAttempts = (limitMs: number) => {
  const start = globalThis.setTimeout
  vi.spyOn(globalThis, 'setTimeout').mockImplementation((work, ms) =>
    start(work, ms === attemptTimeLimitMs ? limitMs : ms),
  )
}

describe('a receiver that misbehaves', () => {
  it.each([
    'hanging',
    'servererror',
    'missing',
    'r429',
    'toaddress',
    'tometadata',
    'tohost',
    'loop',
    'nowhere',
    'broken',
  ])('%s: the message is repeated later, with the same id', async (behaviour) => {
    const { as, url } = await readerWithHook(behaviour)
    await addBook(as)
    if (behaviour === 'hanging') limitAttempts(100)
    await deliverAt(now)
    expect(await hookOf(as)).toMatchObject({ failures: 1, failing_since: now, retry_at: now + minuteMs })
    await deliverAt(now + minuteMs - maxWaitMs - 1)
    expect(sent.to(url)).toHaveLength(1)
    await deliverAt(now + minuteMs)
    const [first, second, ...more] = sent.to(url)
    expect(more).toEqual([])
    expect(second?.headers.get('webhook-id')).toBe(first?.headers.get('webhook-id'))
    expect(second?.body).toBe(first?.body)
    expect(second?.redirect).toBe('manual')
    expect(await hookOf(as)).toMatchObject({ failures: 2, retry_at: now + 3 * minuteMs })
  })

  it.each(['large', 'stalled', 'html'])('%s, but says 200: the message is delivered', async (behaviour) => {
    const { as, url } = await readerWithHook(behaviour)
    await addBook(as)
    await deliverAt(now)
    await deliverAt(now + minuteMs)
    expect(sent.to(url)).toHaveLength(1)
    expect(await hookOf(as)).toMatchObject({ failures: 0, message_id: null })
  })

  it('does not delay the others', async () => {
    const bad = await Promise.all(Array.from({ length: 5 }, () => readerWithHook('hanging')))
    const good = await readerWithHook()
    await Promise.all([...bad, good].map(({ as }) => addBook(as)))
    await deliverAt(now)
    expect(sent.to(good.url)).toHaveLength(1)
  })

  it('for three days is switched off, and its owner is told', async () => {
    const { as, url } = await readerWithHook('servererror')
    await addBook(as)
    let [at, attempts] = [now, 0]
    for (; at < now + 4 * 24 * 60 * minuteMs; attempts++) {
      await deliverAt(at)
      const hook = await hookOf(as)
      if (hook?.disabled_at !== null) break
      at = Number(hook?.retry_at)
    }
    expect(at - now).toBeGreaterThanOrEqual(3 * 24 * 60 * minuteMs)
    expect(at - now).toBeLessThan(3 * 24 * 60 * minuteMs + 61 * minuteMs)
    expect(attempts).toBeGreaterThan(70)
    await deliverAt(at + 24 * 60 * minuteMs)
    expect(sent.to(url)).toHaveLength(attempts + 1)
    const event = await env.DB.prepare(
      "select count(*) as n from security_events where user_id = ? and kind = 'webhook_disabled'",
    )
      .bind(as.user.id)
      .first()
    expect(event).toEqual({ n: 1 })
  })

  it('that says 410 is switched off at once', async () => {
    const { as } = await readerWithHook('gone')
    await addBook(as)
    await deliverAt(now)
    expect(await hookOf(as)).toMatchObject({ disabled_at: now })
  })

  it('that works again gets the message, and counts from the beginning', async () => {
    const { as, url } = await readerWithHook()
    await addBook(as)
    await env.DB.prepare(
      "update webhooks set message_id = 'msg_1_a', failures = 5, failing_since = 1 where user_id = ?",
    )
      .bind(as.user.id)
      .run()
    await deliverAt(now)
    expect(sent.to(url).map(({ headers }) => headers.get('webhook-id'))).toEqual(['msg_1_a'])
    expect(await hookOf(as)).toMatchObject({ failures: 0, failing_since: null, message_id: null })
  })
})

describe('a failure of this service', () => {
  it('of a secret that does not decrypt fails the run, and the others get their messages', async () => {
    const [broken, good] = [await readerWithHook(), await readerWithHook()]
    await Promise.all([broken, good].map(({ as }) => addBook(as)))
    await env.DB.prepare("update webhooks set key_id = 'unknown' where user_id = ?")
      .bind(broken.as.user.id)
      .run()
    await expect(deliverAt(now)).rejects.toThrow('Webhooks were not delivered')
    expect([sent.to(broken.url).length, sent.to(good.url).length]).toEqual([0, 1])
  })
})
