import { env } from 'cloudflare:workers'
import { beforeAll, describe, expect, it } from 'vitest'
import { overriding } from '../books/faults.ts'
import { errorOf, request, type Session } from '../support/client.ts'
import { bookForm, fixture, signedIn } from '../support/makers.ts'
import { fetchWith } from '../support/worker.ts'
import { blackPng } from './png.ts'
import { objectKeys } from './stored.ts'

/** Uploads a cover that is an error: nothing may be stored. @returns status and code */
const upload = async (cover_image: File, IMAGES = unused) => {
  const before = await objectKeys()
  const toSend = request('POST', '/books', { as: session, body: await bookForm({ cover_image }) })
  const outcome = await errorOf(await fetchWith({ IMAGES }, toSend))
  expect(await objectKeys()).toEqual(before)
  return outcome
}

let session: Session
beforeAll(async () => {
  session = await signedIn()
})

let calls = 0
const count = () => {
  calls++
  throw new Error('Images are called')
}
const unused = overriding(env.IMAGES, { input: count, info: count })

const file = (...parts: (string | number[])[]) =>
  new File(
    parts.map((part) => (typeof part === 'string' ? part : new Uint8Array(part))),
    'cover.png',
    { type: 'image/png' },
  )

/** A GIF of empty frames as large as its screen. */
const gif = (width: number, height: number, frames: number) => {
  const size = [width & 255, width >> 8, height & 255, height >> 8]
  const screen = [0x47, 0x49, 0x46, 0x38, 0x39, 0x61, ...size, 0x80, 0, 0, 0, 0, 0, 255, 255, 255]
  const frame = [0x2c, 0, 0, 0, 0, ...size, 0, 2, 1, 0x2c, 0]
  return file(screen, Array.from({ length: frames }, () => frame).flat(), [0x3b])
}

const untilHalf = async (name: string) => {
  const whole = await fixture(name)
  return new File([whole.slice(0, whole.size / 2)], name)
}

/** A fixture with one inverted byte in the middle of its picture. */
const damaged = async (name: string) => {
  const bytes = new Uint8Array(await (await fixture(name)).arrayBuffer())
  const middle = bytes.length >> 1
  bytes[middle] = ~(bytes[middle] ?? 0)
  return new File([bytes], name)
}

describe('without a call of Images', () => {
  it.each<[string, () => File | Promise<File>]>([
    ['SVG', () => fixture('script.svg')],
    ['SVG named as a PNG', async () => file(await (await fixture('script.svg')).text())],
    ['HTML', () => file('<!doctype html><script>alert(1)</script>')],
    ['PDF', () => file('%PDF-1.7\n%âãÏÓ\n1 0 obj\n<<>>\nendobj')],
    ['an empty file', () => file('')],
    ['one byte', () => file([0xff])],
    ['text', () => file('This is not an image.')],
    ['the name of a format', () => file('image/png')],
    ['a program', () => file([0x7f], 'ELF', [2, 1, 1, 0])],
    ['ZIP', () => file('PK', [3, 4, 20, 0])],
    ['AVIF', () => file([0, 0, 0, 0x1c], 'ftypavif', [0, 0, 0, 0])],
    ['HEIC', () => file([0, 0, 0, 0x1c], 'ftypheic', [0, 0, 0, 0])],
    ['BMP', () => file('BM', [0x46, 0, 0, 0, 0, 0, 0, 0])],
    ['TIFF', () => file('II*', [0, 8, 0, 0, 0])],
    ['an icon', () => file([0, 0, 1, 0, 1, 0])],
    ['a sound', () => file('RIFF', [4, 0, 0, 0], 'WAVE')],
    ['an image after a line feed', async () => new File(['\n', await fixture('tiny.png')], 'cover.png')],
  ])('%s is unsupported', async (_, makeFile) => {
    calls = 0
    expect(await upload(await makeFile())).toEqual([415, 'unsupported_image'])
    expect(calls).toBe(0)
  })

  it.each<[string, () => File | Promise<File>]>([
    ['half a PNG', () => untilHalf('palette.png')],
    ['half a WebP', () => untilHalf('photo.webp')],
    ['half an animated GIF', () => untilHalf('animated.gif')],
    ['half an animated WebP', () => untilHalf('animated.webp')],
    ['the start of a JPEG', () => file([0xff, 0xd8, 0xff, 0xe0])],
    ['the start of a PNG', () => file([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])],
    ['the start of a GIF', () => file('GIF89a')],
    ['the start of a WebP', () => file('RIFF', [4, 0, 0, 0], 'WEBP')],
    ['HTML that begins like a GIF', () => file('GIF89a=1;//<script>alert(1)</script>')],
    ['a PNG without a width', () => blackPng(0, 10)],
    ['a GIF without frames', () => gif(10, 10, 0)],
  ])('%s is invalid', async (_, makeFile) => {
    calls = 0
    expect(await upload(await makeFile())).toEqual([400, 'invalid_image'])
    expect(calls).toBe(0)
  })

  it.each<[string, () => File | Promise<File>]>([
    ['an image 12,001 px wide', () => blackPng(12_001, 10)],
    ['an image 12,001 px high', () => blackPng(10, 12_001)],
    ['an image of 64 megapixels', () => blackPng(8000, 8000)],
    ['an image of 50 megapixels and a row', () => blackPng(10_000, 5001)],
    ['an image of 51 frames of a megapixel', () => gif(1000, 1000, 51)],
    ['an image of 50,001 frames of 1,000 pixels', () => gif(1000, 1, 50_001)],
  ])('%s is too large', async (_, makeFile) => {
    calls = 0
    expect(await upload(await makeFile())).toEqual([413, 'image_too_large'])
    expect(calls).toBe(0)
  })
})

describe('after a call of Images', () => {
  it.each<[string, () => File | Promise<File>]>([
    ['a PNG', () => damaged('palette.png')],
    ['half a JPEG', () => untilHalf('camera.jpg')],
    ['a GIF with an empty frame', () => gif(10, 10, 1)],
  ])('%s is invalid', async (_, makeFile) => {
    expect(await upload(await makeFile(), env.IMAGES)).toEqual([400, 'invalid_image'])
  })
})
