import { describe, expect, it } from 'vitest'
import { api, errorOf, request } from '../support/client.ts'
import { newUser, password, signedIn } from '../support/makers.ts'
import { fetchWith } from '../support/worker.ts'

const json = { 'Content-Type': 'application/json' }
const maxBytes = 64 * 1024

const newAccount = () => ({ name: 'Some Reader', email: `${crypto.randomUUID()}@example.com`, password })

/** JSON of exactly `size` bytes, padded with white space. */
const padded = (value: unknown, size: number) => JSON.stringify(value).padEnd(size)

/** `text` as a stream of pieces. The request has no Content-Length. */
const streamed = (text: string, pieceLength = 1000): ReadableStream => {
  const bytes = new TextEncoder().encode(text)
  return new ReadableStream({
    start(controller) {
      for (let at = 0; at < bytes.length; at += pieceLength)
        controller.enqueue(bytes.subarray(at, at + pieceLength))
      controller.close()
    },
  })
}

describe('Content-Type', () => {
  it.each([
    'application/json',
    'Application/JSON',
    'application/json; charset=utf-8',
    'application/json;charset="UTF-8"',
    'application/json ; charset=utf-8',
    'application/json;',
  ])('may be %s', async (type) => {
    const body = JSON.stringify(newAccount())
    expect((await api.post('/users', { body, headers: { 'Content-Type': type } })).status).toBe(201)
  })

  it.each([
    'text/plain',
    'text/json',
    'json',
    '*/*',
    'application/*',
    'application/jsonp',
    'application/x-www-form-urlencoded',
    'application/problem+json',
    'multipart/form-data; boundary=application/json',
    'text/plain; application/json',
    'application/json, text/plain',
  ])('may not be %s', async (type) => {
    for (const path of ['/users', '/users/login']) {
      const body = JSON.stringify(newAccount())
      const response = await api.post(path, { body, headers: { 'Content-Type': type } })
      expect(await errorOf(response)).toEqual([415, 'unsupported_media_type'])
    }
  })

  it('may not be missing', async () => {
    const body = new TextEncoder().encode(JSON.stringify(newAccount()))
    const [account, nothing] = [await api.post('/users', { body }), await api.post('/users')]
    for (const response of [account, nothing])
      expect(await errorOf(response)).toEqual([415, 'unsupported_media_type'])
  })

  it.each([
    ['PUT', '/users'],
    ['PATCH', '/users'],
    ['PUT', '/users/password'],
    ['DELETE', '/users?purge=true'],
  ])('is checked by %s %s', async (method, path) => {
    const response = await api.send(method, path, { as: await signedIn(), body: '{}' })
    expect(await errorOf(response)).toEqual([415, 'unsupported_media_type'])
  })
})

describe('malformed JSON', () => {
  it.each([
    '',
    '{',
    '{"email":"a@example.com",}',
    '\ufeff{}',
    '{"name":"A B","name":"C D"}',
    'name=Some+Reader',
    '<name/>',
  ])('is 400: %j', async (body) => {
    for (const path of ['/users', '/users/login'])
      expect(await errorOf(await api.post(path, { body, headers: json }))).toEqual([400, 'malformed_json'])
  })

  it.each([
    ['PUT', '/users'],
    ['PATCH', '/users'],
    ['PUT', '/users/password'],
    ['DELETE', '/users?purge=true'],
  ])('is 400 for %s %s, and changes nothing', async (method, path) => {
    const as = await signedIn()
    const response = await api.send(method, path, { as, body: '{"name":', headers: json })
    expect(await errorOf(response)).toEqual([400, 'malformed_json'])
    expect((await api.get('/users', { as })).status).toBe(200)
  })

  it.each(['null', 'true', '0', '"text"', '[]', '[{}]'])(
    'is not %s, which is invalid input',
    async (body) => {
      for (const path of ['/users', '/users/login'])
        expect(await errorOf(await api.post(path, { body, headers: json }))).toEqual([400, 'invalid_input'])
    },
  )
})

describe('the size of a body', () => {
  it('may be 64 KiB and not a byte more', async () => {
    const fits = await api.post('/users', { body: padded(newAccount(), maxBytes), headers: json })
    expect(fits.status).toBe(201)
    const over = await api.post('/users', { body: padded(newAccount(), maxBytes + 1), headers: json })
    expect(await errorOf(over)).toEqual([413, 'payload_too_large'])
  })

  it('has the same limit as a stream', async () => {
    const fits = await api.post('/users', { body: streamed(padded(newAccount(), maxBytes)), headers: json })
    expect(fits.status).toBe(201)
    const over = await api.post('/users', {
      body: streamed(padded(newAccount(), maxBytes + 1)),
      headers: json,
    })
    expect(await errorOf(over)).toEqual([413, 'payload_too_large'])
  })

  it('counts bytes, not characters', async () => {
    const body = `"${'é'.repeat(maxBytes / 2)}"`
    expect(await errorOf(await api.post('/users', { body, headers: json }))).toEqual([
      413,
      'payload_too_large',
    ])
  })

  it('is checked before the body is read to its end', async () => {
    let pieces = 0
    const body = new ReadableStream({
      pull(controller) {
        pieces++
        controller.enqueue(new Uint8Array(1024).fill(0x20))
      },
    })
    const response = await fetchWith({}, request('POST', '/users', { body, headers: json }))
    expect(await errorOf(response)).toEqual([413, 'payload_too_large'])
    expect(pieces).toBeLessThan(100)
  })

  it.each([
    ['PUT', '/users'],
    ['PATCH', '/users'],
    ['PUT', '/users/password'],
    ['DELETE', '/users?purge=true'],
    ['POST', '/users/login'],
  ])('is limited for %s %s', async (method, path) => {
    const body = padded({}, maxBytes + 1)
    const response = await api.send(method, path, { as: await signedIn(), body, headers: json })
    expect(await errorOf(response)).toEqual([413, 'payload_too_large'])
  })

  it('is limited with Basic credentials, which allow no body', async () => {
    const { email } = await newUser()
    const headers = { Authorization: `Basic ${btoa(`${email}:${password}`)}` }
    const response = await api.post('/users/login', { body: streamed(' '.repeat(maxBytes + 1)), headers })
    expect(await errorOf(response)).toEqual([413, 'payload_too_large'])
  })
})

it('a body that ends early is an error of the client', async () => {
  const body = new ReadableStream({
    start(controller) {
      controller.enqueue(new TextEncoder().encode('{"name":'))
    },
    pull(controller) {
      controller.error(new Error('The connection was lost'))
    },
  })
  const response = await fetchWith({}, request('POST', '/users', { body, headers: json }))
  expect(response.status).toBe(400)
})
