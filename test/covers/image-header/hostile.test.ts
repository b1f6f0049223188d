import { describe, expect, it } from 'vitest'
import { readImageHeader } from '../../../src/covers/image-header.ts'
import { randomFrom } from '../../support/random.ts'
import { repetitions } from '../../support/repetitions.ts'
import { join, littleEndian, type Part } from './bytes.ts'
import { gifScreen } from './gif.ts'
import { invalid } from './header.ts'
import { EOI, SOI, scan, segment } from './jpeg.ts'
import { ihdr, png, pngChunk } from './png.ts'
import { samples } from './samples.ts'
import { anmf, vp8x } from './webp.ts'

/** @returns `start` and as many of `unit` as fit into `length` bytes */
const repeatAfter = (start: Uint8Array, unit: Uint8Array, length: number): Uint8Array => {
  const bytes = new Uint8Array(length)
  bytes.set(start)
  for (let offset = start.length; offset + unit.length <= length; offset += unit.length)
    bytes.set(unit, offset)
  return bytes
}

describe('hostile input', () => {
  const formats = Object.entries(samples)
  const random = randomFrom(20_260_101)
  const randomByte = () => Math.floor(random() * 256)

  /** A header that is read has possible sides and frames. */
  const expectPossibleHeader = (bytes: Uint8Array) => {
    const header = readImageHeader(bytes)
    if (header.kind !== 'image') return
    const { width, height, frames } = header
    if (![width, height, frames].every((value) => Number.isSafeInteger(value) && value >= 1)) {
      throw new Error(`${JSON.stringify(header)} from ${bytes.join(',')}`)
    }
  }

  it.each(formats.filter(([format]) => format !== 'jpeg'))(
    'is invalid: a %s of every shorter length',
    (_, bytes) => {
      for (let length = 0; length < bytes.length; length++) {
        expect(readImageHeader(bytes.subarray(0, length)).kind).not.toBe('image')
      }
    },
  )

  it('is invalid: a JPEG of every length before its scan data', () => {
    const scanData = samples.jpeg.length - EOI.length - scan.length - 4
    for (let length = 0; length <= scanData; length++) {
      expect(readImageHeader(samples.jpeg.subarray(0, length)).kind).not.toBe('image')
    }
    expect(readImageHeader(samples.jpeg.subarray(0, scanData + 1)).kind).toBe('image')
  })

  it.each(formats)('has no impossible header: a %s with one byte changed to any value', (_, bytes) => {
    for (let index = 0; index < bytes.length; index++) {
      const changed = bytes.slice()
      for (let value = 0; value < 256; value += repetitions(5, 1)) {
        changed[index] = value
        expectPossibleHeader(changed)
      }
    }
  })

  it.each(formats)('has no impossible header: a damaged %s', (_, bytes) => {
    for (let round = 0; round < repetitions(500, 20_000); round++) {
      const changed = bytes.slice(0, Math.ceil(random() * bytes.length))
      for (let flips = 0; flips < 4; flips++) changed[Math.floor(random() * changed.length)] = randomByte()
      expectPossibleHeader(changed)
    }
  })

  it.each(formats)('has no impossible header: random bytes after the magic of a %s', (_, bytes) => {
    for (let round = 0; round < repetitions(500, 20_000); round++) {
      const noise = Uint8Array.from({ length: Math.floor(random() * 200) }, randomByte)
      expectPossibleHeader(join(bytes.subarray(0, 12), noise))
    }
  })

  // Work that grows with the square of the length would take hours at 1 MiB.
  const size = repetitions(1, 10) * 2 ** 20
  it.each<[string, Part, Part]>([
    ['JPEG fill bytes', SOI, 0xff],
    ['empty JPEG segments', SOI, segment(0xe0)],
    ['empty PNG chunks', png(ihdr(1, 1)), pngChunk('tEXt')],
    ['WebP frames', join('RIFF', littleEndian(size - 8, 4), 'WEBP', vp8x(1, 1)), anmf(0, 0, 1, 1)],
    ['GIF frames', gifScreen(1, 1), join(0x2c, '\0\0\0\0\x01\0\x01\0\0', 2, 0)],
    ['GIF sub-blocks', join(gifScreen(1, 1), '\x21\xfe'), join(1, 0x3b)],
  ])('is read to its end: many %s', (_, start, unit) => {
    const bytes = repeatAfter(join(start), join(unit), size)
    expect(readImageHeader(bytes)).toEqual(invalid)
  })
})
