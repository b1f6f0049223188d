import { beforeAll, describe, expect, it } from 'vitest'
import { api, errorOf } from '../support/client.ts'
import { fixture, newBook, signedIn } from '../support/makers.ts'
import { bytesOf, coverKeyOf, storedFile } from './stored.ts'

let key: string
const pathOf = (name: string) => `/covers/${key}/${name}`
const objectOf = (name: string) => storedFile(key, name)

beforeAll(async () => {
  key = coverKeyOf(await newBook(await signedIn(), { cover_image: await fixture('photo.webp') }))
})

describe('Range of a cover', () => {
  const name = 'cover.webp'
  const get = async (headers: Record<string, string>) => {
    const response = await api.get(pathOf(name), { headers })
    return { response, ...(await objectOf(name)) }
  }

  it.each<[string, (size: number) => [number, number]]>([
    ['bytes=0-9', () => [0, 10]],
    ['bytes=0-0', () => [0, 1]],
    ['bytes=10-19', () => [10, 20]],
    ['bytes=10-', (size) => [10, size]],
    ['bytes=0-', (size) => [0, size]],
    ['bytes=-10', (size) => [size - 10, size]],
    ['bytes=-1', (size) => [size - 1, size]],
    ['bytes=-999999999', (size) => [0, size]],
    ['bytes=10-999999999', (size) => [10, size]],
  ])('%s is a part', async (range, bounds) => {
    const { response, bytes, etag } = await get({ Range: range })
    const [start, end] = bounds(bytes.length)
    expect(response.status).toBe(206)
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-range': `bytes ${start}-${end - 1}/${bytes.length}`,
      'content-length': String(end - start),
      'content-type': 'image/webp',
      'cache-control': 'public, max-age=31536000, immutable',
      etag,
    })
    expect(await bytesOf(response)).toEqual(bytes.subarray(start, end))
  })

  it('may name the last byte only', async () => {
    const { bytes } = await objectOf(name)
    const last = bytes.length - 1
    const { response } = await get({ Range: `bytes=${last}-${last}` })
    expect(response.status).toBe(206)
    expect(await bytesOf(response)).toEqual(bytes.subarray(last))
  })

  it.each<[string, (size: number) => string]>([
    ['from the end', (size) => `bytes=${size}-`],
    ['beyond the end', (size) => `bytes=${size + 10}-${size + 20}`],
    ['of no bytes', () => 'bytes=-0'],
  ])('%s is not satisfiable', async (_, range) => {
    const { bytes } = await objectOf(name)
    const { response } = await get({ Range: range(bytes.length) })
    expect(response.headers.get('Content-Range')).toBe(`bytes */${bytes.length}`)
    expect(response.headers.get('Cache-Control')).not.toMatch(/public|immutable/)
    expect(await errorOf(response)).toEqual([416, 'range_not_satisfiable'])
  })

  it.each([
    'bytes=0-4,10-14',
    'bytes=9-0',
    'bytes=',
    'bytes=-',
    'bytes=a-b',
    'lines=0-9',
    '0-9',
    'bytes 0-9',
    'bytes=0x1-5',
  ])('is ignored if it is %s', async (range) => {
    const { response, bytes } = await get({ Range: range })
    expect(response.status).toBe(200)
    expect(response.headers.has('Content-Range')).toBe(false)
    expect(await bytesOf(response)).toEqual(bytes)
  })

  it('is heeded with an If-Range that matches', async () => {
    const { etag } = await objectOf(name)
    const { response, bytes } = await get({ Range: 'bytes=0-9', 'If-Range': etag })
    expect(response.status).toBe(206)
    expect(await bytesOf(response)).toEqual(bytes.subarray(0, 10))
  })

  it.each<[string, (etag: string) => string]>([
    ['another tag', () => '"other"'],
    ['a weak tag', (etag) => `W/${etag}`],
    ['a date', () => new Date().toUTCString()],
  ])('is ignored with %s in If-Range', async (_, ifRange) => {
    const { etag } = await objectOf(name)
    for (const range of ['bytes=0-9', 'bytes=999999999-']) {
      const { response, bytes } = await get({ Range: range, 'If-Range': ifRange(etag) })
      expect(response.status).toBe(200)
      expect(await bytesOf(response)).toEqual(bytes)
    }
  })

  it.each(['bytes=0-9', 'bytes=999999999-'])('is read after If-None-Match: %s', async (range) => {
    const { etag } = await objectOf(name)
    const unchanged = await get({ Range: range, 'If-None-Match': etag })
    expect([unchanged.response.status, await unchanged.response.text()]).toEqual([304, ''])
    const changed = await get({ Range: 'bytes=0-9', 'If-None-Match': '"other"' })
    expect(changed.response.status).toBe(206)
    await changed.response.body?.cancel()
  })
})

it('a thumbnail has ranges, too', async () => {
  const { bytes, etag } = await objectOf('thumb.webp')
  const response = await api.get(pathOf('thumb.webp'), { headers: { Range: 'bytes=10-19' } })
  expect([response.status, response.headers.get('ETag')]).toEqual([206, etag])
  expect(await bytesOf(response)).toEqual(bytes.subarray(10, 20))
})
