import { env } from 'cloudflare:workers'
import { beforeAll, describe, expect, it } from 'vitest'
import { nameOf, operations } from '../operations.ts'
import { api, request } from '../support/client.ts'
import { limiter } from '../support/limiter.ts'
import { linesOfTest, takeFound } from '../support/logs.ts'
import { failing, fetchWith } from '../support/worker.ts'
import { formOf } from './library.ts'
import { lists } from './privacy/lists.ts'
import { leaksIn, markers, nothing, publicFields, secretsOf, type World, world } from './privacy/secrets.ts'
import { walk } from './privacy/walk.ts'

const names = operations.map(nameOf)

// The walk is a burst.
const limits = Object.keys(env).filter((name) => name.endsWith('_LIMIT'))
const unlimited = Object.fromEntries(limits.map((name) => [name, limiter()]))

const send = (toSend: Request, bindings: Partial<Env> = {}) =>
  fetchWith({ ...unlimited, ...bindings }, toSend)

/** Headers that differ from request to request. */
const varying = ['x-request-id', 'x-d1-bookmark', 'server-timing', 'date']

/** Where the date of a file stands behind each signature of a ZIP. */
const zipDates = [
  { signature: [0x50, 0x4b, 3, 4], offset: 10 },
  { signature: [0x50, 0x4b, 1, 2], offset: 12 },
]

/** A ZIP has the time of the export in it, so two of them differ if a second begins between them. */
const withoutDates = (bytes: Uint8Array): Uint8Array => {
  for (let at = bytes.indexOf(0x50); at >= 0; at = bytes.indexOf(0x50, at + 1)) {
    const found = zipDates.find(({ signature }) =>
      signature.every((byte, index) => bytes[at + index] === byte),
    )
    if (found) bytes.fill(0, at + found.offset, at + found.offset + 4)
  }
  return bytes
}

/** The cursor of the reader's own changes has the instant of the read. */
const withoutInstant = (text: string): string =>
  text.replace(/W[\w-]{60,}/g, (cursor) => {
    const [number, id, , deletionsAfter] = JSON.parse(
      new TextDecoder().decode(Uint8Array.fromBase64(cursor, { alphabet: 'base64url' })),
    )
    return JSON.stringify([number, id, deletionsAfter])
  })

/** @returns all that a client can tell from the response */
const seen = async (toSend: Request) => {
  const response = await send(toSend)
  const isOfChanges = toSend.url.includes('/books/changes')
  const clean = isOfChanges ? withoutInstant : String
  const headers = [...response.headers]
    .filter(([name]) => !varying.includes(name))
    .map(([name, value]) => [name, clean(value)])
  const body = clean(new TextDecoder().decode(withoutDates(await response.clone().bytes())))
  return { url: toSend.url, status: response.status, headers, body, response }
}

/** The reads that may lead to a book of another reader. */
const readsOf = async (of: World) => {
  const reads = names.filter((name) => /^GET \/(?:books|covers|shares)/.test(name))
  return [...lists(of), ...(await Promise.all(reads.map((name) => walk[name]?.(of) ?? []))).flat()]
}

it('every route has a line in the walk', () => {
  expect(names.filter((name) => !walk[name])).toEqual([])
})

describe('another reader never gets a private field of a book', () => {
  let of: World
  beforeAll(async () => {
    of = await world()
  })

  it('though the owner gets all of them', async () => {
    const response = await api.get(of.path, { as: of.owner })
    const leaks = await leaksIn(response, of.owner.user.id)
    expect(leaks).toEqual(expect.arrayContaining([...markers, ...Object.keys(nothing), 'version']))
  })

  it.each(names)('from %s', async (name) => {
    const requests = (await walk[name]?.(of)) ?? []
    expect(requests.length).toBeGreaterThan(0)
    for (const toSend of requests) {
      const response = await send(toSend)
      expect(await leaksIn(response, of.owner.user.id)).toEqual([])
    }
  })

  it('and has changed nothing in the end', async () => {
    const response = await api.get(of.path, { as: of.owner })
    const { data } = await response.json<{ data: object }>()
    expect(data).toMatchObject({ ...publicFields, ...secretsOf('owner'), version: 2 })
  })

  it('in any list, by any filter and in any order, nor sees any difference when private fields change', async () => {
    const read = async () =>
      Promise.all(
        (await readsOf(of)).map(async (toSend) => {
          const { response, ...rest } = await seen(toSend)
          return { ...rest, leaks: await leaksIn(response, of.owner.user.id) }
        }),
      )
    const before = await read()
    expect(before.length).toBeGreaterThan(50)
    expect(before.filter(({ leaks }) => leaks.length > 0)).toEqual([])
    for (const [name, value] of Object.entries(secretsOf('another'))) await of.change({ [name]: value })
    await of.change(nothing)
    expect(await read()).toEqual(before)
  })
})

describe('an Idempotency-Key of the owner', () => {
  const headers = { 'Idempotency-Key': 'a key of two readers' }

  it.each([
    ['/books', () => ({ ...publicFields, ...secretsOf('owner'), title: 'Remembered' })],
    [
      '/books/batch',
      () => ({ operations: [{ op: 'create', book: { ...secretsOf('owner'), title: 'In a batch' } }] }),
    ],
  ])('gives another reader nothing of its response: %s', async (path, makeBody) => {
    const of = await world()
    const body = makeBody()
    const first = await api.post(path, { as: of.owner, body, headers })
    expect(first.ok).toBe(true)
    const text = await first.text()
    expect(await (await api.post(path, { as: of.owner, body, headers })).text()).toBe(text)
    const [id] = /[\da-f-]{36}/.exec(text) ?? []
    const others =
      path === '/books' ? { title: 'Other' } : { operations: [{ op: 'create', book: { title: 'Other' } }] }
    for (const sent of [others, body]) {
      const response = await send(request('POST', path, { as: of.reader, body: sent, headers }))
      expect(await response.clone().text()).not.toContain(id)
      expect(await response.clone().text()).not.toContain(of.owner.user.id)
      if (sent === others) expect(await leaksIn(response, of.owner.user.id)).toEqual([])
      else expect(response.status).toBe(422)
    }
  })
})

describe('the log has no text of a book', () => {
  it.each<[string, Partial<Env>]>([
    ['when all succeeds, or the input is invalid', {}],
    ['when D1 fails', { DB: failing(env.DB, ['batch']) }],
    ['when the library is full', { QUOTA_BOOKS: '0', QUOTA_TEXT_BYTES: '0' }],
    ['when R2 fails', { COVERS: failing(env.COVERS) }],
  ])('%s', async (_, failure) => {
    const of = await world()
    const as = of.owner
    const all = { ...publicFields, ...secretsOf('owner') }
    const file = new File([JSON.stringify({ format: 'bookplate', version: 1, books: [all] })], 'books.json')
    const requests = [
      request('POST', '/books', { as, body: { ...all, title: 'Titleofthebook, again' } }),
      request('POST', '/books', { as, body: all }),
      request('POST', '/books', { as, body: { ...all, rating: 'valueofowner', extra: { fieldofowner: 1 } } }),
      request('PATCH', of.path, { as, body: { ...all, notes: 'notesofowner, again' } }),
      request('PATCH', of.path, { as, body: all, headers: { 'If-Match': '"1"' } }),
      request('POST', '/books/batch', { as, body: { operations: [{ op: 'create', book: all }] } }),
      request('POST', '/books/batch', { as, body: { operations: [{ op: 'reviewofowner', book: all }] } }),
      request('POST', '/books/import', { as, body: formOf({ mode: 'apply', file }) }),
      request('GET', '/books/export', { as }),
      request('GET', '/books?q=reviewofowner', { as }),
      request('DELETE', of.path, { as }),
    ]
    for (const toSend of requests) await send(toSend, failure)
    expect(linesOfTest().length).toBeGreaterThan(requests.length)
    expect(takeFound()).toEqual([])
  })
})
