import { env } from 'cloudflare:workers'
import { beforeAll, describe, expect, it } from 'vitest'
import { maxCoverBytes } from '../../src/covers/limits.ts'
import { objectKeys } from '../covers/stored.ts'
import { api, errorOf, request } from '../support/client.ts'
import { bookForm, fixture, signedIn } from '../support/makers.ts'
import { fetchWith } from '../support/worker.ts'
import { titlesOf } from './library.ts'
import { coverPart, multipart } from './multipart.ts'

const parts = async () => [
  { name: 'title', value: 'Emma' },
  { name: 'description', value: '' },
  { name: 'category', value: 'romance' },
  await coverPart(await fixture('tiny.png')),
]

let session: Awaited<ReturnType<typeof signedIn>>
beforeAll(async () => {
  session = await signedIn()
})

const post = (body: BodyInit, type: string) =>
  api.post('/books', { as: session, body, headers: { 'Content-Type': type } })

const mebibyte = 2 ** 20

/** A body without an end, which counts the bytes that are read. */
const endless = () => {
  let bytesRead = 0
  const body = new ReadableStream<Uint8Array>({
    pull: (controller) => {
      bytesRead += mebibyte
      controller.enqueue(new Uint8Array(mebibyte))
    },
  })
  return { body, bytesRead: () => bytesRead }
}

describe('the form', () => {
  it.each([
    ['multipart/form-data; boundary=boundary'],
    ['Multipart/Form-Data; Boundary=boundary'],
    ['multipart/form-data; charset=utf-8; boundary=boundary'],
    ['multipart/form-data;boundary="boundary"'],
    ['multipart/form-data ; boundary=boundary'],
  ])('may be of type %s', async (type) => {
    const { body } = multipart([{ name: 'title', value: `Emma, ${type}` }, ...(await parts()).slice(1)])
    expect((await post(body, type)).status).toBe(201)
  })

  it('may have any boundary that RFC 2046 allows', async () => {
    const boundary = "----'()+_,-./:=? x"
    const { body } = multipart(await parts(), boundary)
    expect((await post(body, `multipart/form-data; boundary="${boundary}"`)).status).toBe(201)
  })

  it.each([
    ['JSON as text', 'text/json', '{"title":"Emma"}'],
    ['a urlencoded form', 'application/x-www-form-urlencoded', 'title=Emma&description=&category=romance'],
    ['text', 'text/plain', 'title=Emma'],
    ['an image', 'image/png', 'x'],
    ['another multipart type', 'multipart/mixed; boundary=boundary', '--boundary--'],
    ['a longer type', 'multipart/form-database; boundary=boundary', '--boundary--'],
    ['no type', '', '--boundary--'],
  ])('may not be %s', async (_, type, body) => {
    expect(await errorOf(await post(body, type))).toEqual([415, 'unsupported_media_type'])
  })

  it('may not be missing', async () => {
    const response = await api.post('/books', { as: session })
    expect(await errorOf(response)).toEqual([415, 'unsupported_media_type'])
  })

  const type = 'multipart/form-data; boundary=boundary'
  const title = '--boundary\r\nContent-Disposition: form-data; name="title"\r\n\r\nEmma\r\n'
  it.each([
    ['no boundary in its type', 'multipart/form-data', `${title}--boundary--`],
    ['an empty boundary', 'multipart/form-data; boundary=', `${title}--boundary--`],
    ['another boundary', 'multipart/form-data; boundary=other', `${title}--boundary--`],
    ['no end', type, title],
    ['an end inside a part', type, title.slice(0, -4)],
    ['an end inside a part’s headers', type, title.slice(0, 40)],
    [
      'a part without a name',
      type,
      '--boundary\r\nContent-Disposition: form-data\r\n\r\nEmma\r\n--boundary--',
    ],
    ['a part without headers', type, '--boundary\r\n\r\nEmma\r\n--boundary--'],
    ['JSON', type, '{"title":"Emma"}'],
    ['an empty body', type, ''],
  ])('is malformed with %s', async (_, contentType, body) => {
    const response = await post(body, contentType)
    expect(await errorOf(response)).toEqual([400, 'malformed_form'])
  })

  it('is invalid without parts', async () => {
    const response = await post('--boundary--\r\n', type)
    expect(await errorOf(response)).toEqual([400, 'invalid_input'])
  })

  it('is malformed when it breaks off in the cover, and no file is left over', async () => {
    const [before, titles] = [await objectKeys(), await titlesOf(session.user.id)]
    const { body } = multipart(await parts())
    expect(await errorOf(await post(body.slice(0, -30), type))).toEqual([400, 'malformed_form'])
    expect(await objectKeys()).toEqual(before)
    expect(await titlesOf(session.user.id)).toEqual(titles)
  })
})

describe('size', () => {
  // Bytes after IEND do not belong to the image.
  const padded = async (size: number) => {
    const png = await fixture('tiny.png')
    return new File([png, new Uint8Array(size - png.size)], 'padded.png')
  }

  it('of a cover may be 10,000,000 bytes', async () => {
    const form = await bookForm({ cover_image: await padded(10_000_000), description: 'x'.repeat(5000) })
    expect((await api.post('/books', { as: session, body: form })).status).toBe(201)
  })

  it('of a cover may not be 10,000,001 bytes', async () => {
    const form = await bookForm({ cover_image: await padded(10_000_001) })
    const response = await api.post('/books', { as: session, body: form })
    expect(await errorOf(response)).toEqual([413, 'payload_too_large'])
  })

  it('is checked before the body is read, if the client declares it', async () => {
    const { body, bytesRead } = endless()
    const headers = { 'Content-Type': 'multipart/form-data; boundary=x', 'Content-Length': '1000000000' }
    const response = await fetchWith(env, request('POST', '/books', { as: session, body, headers }))
    expect(await errorOf(response)).toEqual([413, 'payload_too_large'])
    expect(bytesRead()).toBeLessThanOrEqual(mebibyte)
  })

  it('is checked while a body of unknown length is read', async () => {
    const { body, bytesRead } = endless()
    const headers = { 'Content-Type': 'multipart/form-data; boundary=x', 'Transfer-Encoding': 'chunked' }
    const response = await fetchWith(env, request('POST', '/books', { as: session, body, headers }))
    expect(await errorOf(response)).toEqual([413, 'payload_too_large'])
    expect(bytesRead()).toBeLessThan(maxCoverBytes + 4 * mebibyte)
  })
})
