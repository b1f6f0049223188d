import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { limitStream } from '../../src/bindings/limit-stream.ts'
import { limitCalls, TimeLimitError, withinLimit } from '../../src/bindings/time-limit.ts'
import { waitUntil } from '../support/wait-until.ts'

beforeEach(() => vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }))
afterEach(() => {
  vi.useRealTimers()
})

const failureOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => expect.fail('succeeds'),
    (error: unknown) => error,
  )

describe('withinLimit', () => {
  it('returns the result or the error of a call, and leaves no timer', async () => {
    expect(await withinLimit('call', 1000, Promise.resolve(7))).toBe(7)
    const error = new Error('failed')
    expect(await failureOf(withinLimit('call', 1000, Promise.reject(error)))).toBe(error)
    expect(vi.getTimerCount()).toBe(0)
  })

  it('fails at its limit and not before, and names the call', async () => {
    const failure = failureOf(withinLimit('R2 head', 1000, new Promise(() => {})))
    vi.advanceTimersByTime(999)
    expect(vi.getTimerCount()).toBe(1)
    vi.advanceTimersByTime(1)
    expect(await failure).toMatchObject({
      name: 'TimeLimitError',
      message: 'R2 head did not respond within 1000 ms',
    })
  })

  it.each(['resolve', 'reject'] as const)('tells when a late call ends: %s', async (end) => {
    const late = Promise.withResolvers<void>()
    const failure = failureOf(withinLimit('call', 1000, late.promise))
    vi.advanceTimersByTime(1000)
    const error = await failure
    late[end]()
    expect(error).toBeInstanceOf(TimeLimitError)
    expect(await (error as TimeLimitError).ended).toBeUndefined()
  })
})

describe('limitCalls', () => {
  class Counter {
    #count = 0
    add() {
      return ++this.#count
    }
    async later() {
      return this.#count
    }
    hang() {
      return new Promise(() => {})
    }
  }

  it('limits asynchronous operations, and no others', async () => {
    const counter = limitCalls(new Counter(), 'Counter', 1000)
    expect([counter.add(), counter.add(), await counter.later()]).toEqual([1, 2, 2])
    const failure = failureOf(counter.hang())
    vi.advanceTimersByTime(1000)
    expect(await failure).toMatchObject({ message: 'Counter hang did not respond within 1000 ms' })
  })
})

describe('limitStream', () => {
  const bytes = new Uint8Array(200_000).map((_, at) => at)
  const limited = (source: ReadableStream<Uint8Array>) => limitStream('R2 body', 1000, source, bytes.length)
  const half = (end: (controller: ReadableByteStreamController) => void) =>
    new ReadableStream({
      type: 'bytes',
      start: (controller) => {
        controller.enqueue(bytes.slice(0, 100_000))
        end(controller)
      },
    })

  it('returns the same bytes', async () => {
    const response = new Response(limited(new Blob([bytes]).stream()))
    expect(new Uint8Array(await response.arrayBuffer())).toEqual(bytes)
    expect(vi.getTimerCount()).toBe(0)
  })

  it('breaks off where the source does', async () => {
    const error = new Error('lost')
    const response = new Response(limited(half((controller) => controller.error(error))))
    expect(await failureOf(response.arrayBuffer())).toBe(error)
  })

  it('breaks off when the source stops', async () => {
    const reader = limited(half(() => {})).getReader()
    let read = 0
    while (read < 100_000) read += (await reader.read()).value?.length ?? 0
    const failure = failureOf(reader.read())
    await waitUntil(() => vi.getTimerCount() > 0)
    vi.advanceTimersByTime(1000)
    expect(await failure).toBeInstanceOf(TimeLimitError)
  })

  it('ends the source when the client leaves', async () => {
    let cancelled = false
    const source = new ReadableStream({
      type: 'bytes',
      pull: () => {},
      cancel: () => {
        cancelled = true
      },
    })
    await limited(source).cancel()
    expect(cancelled).toBe(true)
  })
})
