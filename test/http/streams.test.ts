import { createExecutionContext, waitOnExecutionContext } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { app } from '../../src/app.ts'
import { bookRow, putRows } from '../books/put-book.ts'
import { failingAfter } from '../faults.ts'
import { request } from '../support/client.ts'
import { lineOfRequest, linesOfTest } from '../support/logs.ts'
import { newBook, signedIn } from '../support/makers.ts'
import { fetchWith } from '../support/worker.ts'

const pathOf = async () => new URL((await newBook(await signedIn())).image_url).pathname

/** R2 whose files break off after some bytes. */
const breaking = (): R2Bucket => {
  let chunks = 0
  const pull = (controller: ReadableStreamDefaultController) => {
    if (chunks++ === 0) controller.enqueue(new Uint8Array(10))
    else controller.error(new Error('Network connection lost.'))
  }
  const body = () => new ReadableStream({ type: 'bytes', pull } as unknown as UnderlyingByteSource)
  const get = (target: R2Bucket, name: string | symbol) => {
    const member = Reflect.get(target, name)
    if (typeof member !== 'function') return member
    if (name !== 'get') return member.bind(target)
    return async (key: string) => {
      const object = await target.get(key)
      return object && { ...object, size: object.size, httpEtag: object.httpEtag, body: body() }
    }
  }
  return new Proxy(env.COVERS, { get })
}

describe('a stream that breaks off', () => {
  it('logs the cause in the line of its request: an export', async () => {
    const { user, ...as } = await signedIn()
    await putRows(Array.from({ length: 600 }, () => bookRow(user.id)))
    const DB = failingAfter(env.DB, 'batch', 2)
    await expect(fetchWith({ DB }, request('GET', '/books/export', { as }))).rejects.toThrow()
    await expect.poll(lineOfRequest).toMatchObject({
      level: 'warn',
      route: '/books/export',
      status: 200,
      d1Trips: 3,
      userId: user.id,
      brokeOff: true,
      cause: { name: 'DatabaseError', cause: { message: 'batch is temporarily unavailable' } },
    })
  })

  it('logs the cause in the line of its request: a cover', async () => {
    const path = await pathOf()
    await expect(fetchWith({ COVERS: breaking() }, request('GET', path))).rejects.toThrow()
    await expect.poll(lineOfRequest).toMatchObject({
      level: 'warn',
      route: '/covers/:key/:file',
      status: 200,
      brokeOff: true,
      cause: { message: 'Network connection lost.' },
    })
    expect(JSON.stringify(linesOfTest())).not.toContain(path.split('/')[2])
  })

  it('is no failure when the client went away from a cover', async () => {
    const ctx = createExecutionContext()
    const response = await app.fetch(request('GET', await pathOf()), env, ctx)
    await response.body?.cancel()
    await waitOnExecutionContext(ctx)
    expect(lineOfRequest()).toMatchObject({ level: 'info', route: '/covers/:key/:file', abandoned: true })
  })

  it('is no failure when the client went away from an export', async () => {
    const { user, ...as } = await signedIn()
    await putRows(Array.from({ length: 1100 }, () => bookRow(user.id)))
    const ctx = createExecutionContext()
    const response = await app.fetch(request('GET', '/books/export', { as }), env, ctx)
    const reader = response.body?.getReader()
    await reader?.read()
    await reader?.cancel(new Error('the client went away'))
    await waitOnExecutionContext(ctx)
    const line = lineOfRequest()
    expect(line).toMatchObject({ level: 'info', route: '/books/export', abandoned: true })
    expect(Object.keys(line ?? {})).not.toContain('cause')
    // The source has stopped as well: the third page was not read.
    expect(line?.d1Trips).toBeLessThan(4)
  })
})

describe('a stream that ends', () => {
  it('is logged after its last byte, with all of its trips', async () => {
    const { user, ...as } = await signedIn()
    await putRows(Array.from({ length: 1100 }, () => bookRow(user.id)))
    const ctx = createExecutionContext()
    const response = await app.fetch(request('GET', '/books/export', { as }), env, ctx)
    expect(linesOfTest()).toEqual([])
    expect((await response.text()).length).toBeGreaterThan(1100)
    await waitOnExecutionContext(ctx)
    expect(linesOfTest()).toEqual([
      expect.objectContaining({ level: 'info', route: '/books/export', status: 200, d1Trips: 4 }),
    ])
    expect(lineOfRequest()).not.toHaveProperty('brokeOff')
  })

  it('is logged once: a cover, whole, in part, and by HEAD', async () => {
    const path = await pathOf()
    await fetchWith({}, request('GET', path))
    await fetchWith({}, request('GET', path, { headers: { Range: 'bytes=0-3' } }))
    await fetchWith({}, request('HEAD', path))
    const lines = linesOfTest().filter(({ route }) => route === '/covers/:key/:file')
    expect(lines.map(({ method, status, d1Trips }) => [method, status, d1Trips])).toEqual([
      ['GET', 200, 0],
      ['GET', 206, 0],
      ['HEAD', 200, 0],
    ])
  })
})
