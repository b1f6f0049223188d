import { env } from 'cloudflare:workers'
import { beforeAll, describe, expect, it } from 'vitest'
import { readImageHeader } from '../../src/covers/image-header.ts'
import { recordingImages, unchangingImages } from '../books/faults.ts'
import { api, errorOf, request } from '../support/client.ts'
import { bookForm, fixture, newBook, signedIn, type TestBook } from '../support/makers.ts'
import { fetchWith } from '../support/worker.ts'
import { blackPng, decodePng } from './png.ts'
import { metadataIn, withMetadata } from './riff.ts'

type Bytes = Uint8Array<ArrayBuffer>

let session: Awaited<ReturnType<typeof signedIn>>

const stored = async (url: string): Promise<Bytes> => {
  const response = await api.get(new URL(url).pathname)
  expect(response.status).toBe(200)
  return new Uint8Array(await response.arrayBuffer())
}

/** @returns the files of a book's cover: cover.webp, shelf.webp, thumb.webp */
const filesOf = ({ image_url, thumbnail_url }: TestBook) =>
  Promise.all([
    stored(image_url),
    stored(image_url.replace('cover.webp', 'shelf.webp')),
    stored(thumbnail_url),
  ])

const upload = async (cover_image: File) => filesOf(await newBook(session, { cover_image }))

const names = [
  'camera.jpg',
  'palette.png',
  'photo.webp',
  'animated.gif',
  'animated.webp',
  'tiny.png',
] as const
type Name = (typeof names)[number]

/** The files of each fixture. Each is uploaded once. */
const files = {} as Record<Name, [cover: Bytes, shelf: Bytes, thumb: Bytes]>
beforeAll(async () => {
  session = await signedIn()
  for (const name of names) files[name] = await upload(await fixture(name))
})

const pixelsOf = async (file: Bytes) => {
  const result = await env.IMAGES.input(new Blob([file]).stream()).output({ format: 'image/png' })
  return decodePng(await new Response(result.image()).bytes())
}

const webp = (width: unknown, height: unknown) => ({
  kind: 'image',
  format: 'webp',
  width,
  height,
  frames: 1,
})

const red = [0xc0, 0x39, 0x2b]
const green = [0x27, 0xae, 0x60]
const blue = [0x29, 0x80, 0xb9]
const yellow = [0xf1, 0xc4, 0x0f]

const near = (colour: number[]) =>
  colour.map((value) => expect.toSatisfy((actual) => Math.abs(actual - value) <= 12))

describe('a cover', () => {
  it('from a camera is upright', async () => {
    const [cover, shelf, thumb] = files['camera.jpg']
    expect(readImageHeader(cover)).toEqual(webp(900, 1200))
    expect(readImageHeader(shelf)).toEqual(webp(360, 480))
    expect(readImageHeader(thumb)).toEqual(
      webp(
        expect.toSatisfy((width) => [112, 113].includes(width)),
        150,
      ),
    )
    for (const { pixel } of await Promise.all([cover, shelf, thumb].map(pixelsOf))) {
      const corners = [pixel(2, 2), pixel(-3, 2), pixel(2, -3), pixel(-3, -3)]
      expect(corners.map((corner) => corner.slice(0, 3))).toEqual([red, green, blue, yellow].map(near))
    }
  })

  it.each<[Name, [number, number], [number, number], [number, number]]>([
    ['palette.png', [320, 480], [320, 480], [100, 150]],
    ['photo.webp', [600, 900], [320, 480], [100, 150]],
    ['animated.gif', [200, 300], [200, 300], [100, 150]],
    ['animated.webp', [200, 300], [200, 300], [100, 150]],
    ['tiny.png', [1, 1], [1, 1], [1, 1]],
  ])('from %s keeps its shape, is not enlarged and has one frame', (name, cover, shelf, thumb) => {
    expect(files[name].map(readImageHeader)).toEqual([webp(...cover), webp(...shelf), webp(...thumb)])
  })

  it.each(['animated.gif', 'animated.webp'] as const)('from %s is its first frame', async (name) => {
    for (const file of files[name]) {
      const { pixel } = await pixelsOf(file)
      for (const corner of [pixel(0, 0), pixel(-1, -1)]) expect(corner.slice(0, 3)).toEqual(near(red))
    }
  })

  // The local runtime takes the first frame by default. In production, WebP keeps its animation.
  it('is encoded without animation, once for each file', async () => {
    const outputs: ImageOutputOptions[] = []
    const IMAGES = recordingImages((options) => outputs.push(options))
    const body = await bookForm({ cover_image: await fixture('animated.webp') })
    await fetchWith({ IMAGES }, request('POST', '/books', { as: session, body }))
    expect(outputs).toEqual(Array.from({ length: 3 }, () => ({ format: 'image/webp', anim: false })))
  })

  it('keeps its transparency', async () => {
    for (const file of files['palette.png']) {
      const { pixel } = await pixelsOf(file)
      expect(pixel(0, 0)[3]).toBe(0)
    }
  })

  it.each(names)('from %s has no metadata', (name) => {
    for (const file of files[name]) expect(metadataIn(file)).toEqual([])
  })

  it('has no bytes that follow the image', async () => {
    const polyglot = new File([await fixture('palette.png'), '<script>Exif</script>'], 'cover.html')
    for (const file of await upload(polyglot)) {
      expect(metadataIn(file)).toEqual([])
      expect(new TextDecoder('latin1').decode(file)).not.toContain('<script>')
    }
  })

  it('is searched by a function that finds metadata', async () => {
    expect(metadataIn(await (await fixture('photo.webp')).bytes())).toContain('EXIF')
  })

  it.each<[string, () => Promise<File>, number[]]>([
    ['12,000 px wide', () => blackPng(12_000, 10), [1200, 1]],
    ['12,000 px high', () => blackPng(10, 12_000), [1, 1200]],
    ['50 megapixels', () => blackPng(10_000, 5_000), [1200, 600]],
  ])('may be %s', async (_, makeFile, [width, height]) => {
    const [cover] = await upload(await makeFile())
    expect(readImageHeader(cover)).toEqual(webp(width, height))
  })

  it('is never the upload itself', async () => {
    const small = new File([withMetadata(files['photo.webp'][1])], 'small.webp')
    const body = await bookForm({ cover_image: small })
    const toSend = request('POST', '/books', { as: session, body })
    const response = await fetchWith({ IMAGES: unchangingImages() }, toSend)
    expect(await errorOf(response)).toEqual([503, 'service_unavailable'])
    for (const file of await upload(small)) expect(metadataIn(file)).toEqual([])
  })
})
