import { afterEach, expect, it, vi } from 'vitest'
import { ProviderFailure } from '../../src/lookup/failure.ts'
import { fetchBytes } from '../../src/lookup/fetch.ts'

afterEach(() => {
  vi.restoreAllMocks()
})

const url = new URL('https://openlibrary.org/search.json')
const outbound = {
  hosts: [/^openlibrary\.org$/, /^covers\.openlibrary\.org$/],
  headers: { 'User-Agent': 'Bookplate' },
  secretHeaders: { 'X-Goog-Api-Key': 'a key' },
  maxBytes: 1000,
  timeLimitMs: 60_000,
  testOrigin: undefined,
}

const respondWith = (...responses: Response[]) => {
  const spy = vi.spyOn(globalThis, 'fetch')
  for (const response of responses) spy.mockResolvedValueOnce(response)
  return spy
}
const redirect = (location: string) => new Response(null, { status: 302, headers: { Location: location } })
const failureOf = async (timeLimitMs = 60_000) => {
  const failure = await fetchBytes(url, { ...outbound, timeLimitMs }).catch((error: unknown) => error)
  expect(failure).toBeInstanceOf(ProviderFailure)
  return (failure as ProviderFailure).reason
}

it('stops reading a body without end', async () => {
  let sent = 0
  const cancelled = vi.fn()
  const body = new ReadableStream({
    pull: (controller) => {
      sent += 100
      controller.enqueue(new Uint8Array(100))
    },
    cancel: cancelled,
  })
  respondWith(new Response(body))
  expect(await failureOf()).toBe('too_large')
  expect(cancelled).toHaveBeenCalled()
  expect(sent).toBeLessThan(3000)
})

it('stops reading a small body that is a large one after decompression', async () => {
  let packed = 0
  const zeros = new ReadableStream({
    start: (controller) => {
      for (let at = 0; at < 100; at++) controller.enqueue(new Uint8Array(100_000))
      controller.close()
    },
  })
  const counted = new TransformStream<Uint8Array, Uint8Array>({
    transform: (chunk, controller) => {
      packed += chunk.byteLength
      controller.enqueue(chunk)
    },
  })
  const bomb = zeros.pipeThrough(new CompressionStream('gzip')).pipeThrough(counted)
  respondWith(new Response(bomb.pipeThrough(new DecompressionStream('gzip'))))
  expect(await failureOf()).toBe('too_large')
  expect(packed).toBeLessThan(100_000)
})

it('is no response if the connection breaks', async () => {
  const body = new ReadableStream({ start: (controller) => controller.error(new Error('broken')) })
  respondWith(new Response(body))
  expect(await failureOf()).toBe('no_response')
})

it('ends a request that is late', async () => {
  const spy = vi.spyOn(globalThis, 'fetch').mockReturnValue(new Promise(() => {}))
  expect(await failureOf(1)).toBe('no_response')
  expect(await failureOf(0)).toBe('no_response')
  expect(spy).toHaveBeenCalledTimes(1)
  expect(spy.mock.calls[0]?.[1]?.signal?.aborted).toBe(true)
})

it('follows three redirects, over https, without the key', async () => {
  const spy = respondWith(
    redirect('/a'),
    redirect('http://covers.openlibrary.org/b'),
    redirect('//openlibrary.org/c'),
    new Response('found'),
  )
  expect(new TextDecoder().decode((await fetchBytes(url, outbound)).bytes)).toBe('found')
  expect(spy.mock.calls.map(([to]) => to)).toEqual([
    url.href,
    'https://openlibrary.org/a',
    'https://covers.openlibrary.org/b',
    'https://openlibrary.org/c',
  ])
  expect(spy.mock.calls.map(([, init]) => init?.redirect)).toEqual(Array(4).fill('manual'))
  const keys = spy.mock.calls.map(([, init]) => new Headers(init?.headers).get('X-Goog-Api-Key'))
  expect(keys).toEqual(['a key', null, null, null])
})

it('follows no fourth redirect', async () => {
  const spy = respondWith(redirect('/a'), redirect('/b'), redirect('/c'), redirect('/d'))
  expect(await failureOf()).toBe('redirect')
  expect(spy).toHaveBeenCalledTimes(4)
})
