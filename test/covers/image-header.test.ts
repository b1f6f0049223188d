import { describe, expect, it } from 'vitest'
import { readImageHeader } from '../../src/covers/image-header.ts'

type Part = number | string | Uint8Array

/** Joins bytes (0–255), Latin-1 strings and arrays. */
function join(...parts: Part[]): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(
    parts.flatMap((part) => {
      if (typeof part === 'number') return [part]
      return typeof part === 'string' ? Array.from(part, (char) => char.charCodeAt(0)) : [...part]
    }),
  )
}

function littleEndian(value: number, size: number): Uint8Array {
  return Uint8Array.from({ length: size }, (_, index) => Math.floor(value / 256 ** index))
}
const bigEndian = (value: number, size: number) => littleEndian(value, size).reverse()

const SOI = join(0xff, 0xd8)
const EOI = join(0xff, 0xd9)
const segment = (marker: number, ...data: Part[]) => {
  const payload = join(...data)
  return join(0xff, marker, bigEndian(payload.length + 2, 2), payload)
}
const sof = (width: number, height: number, marker = 0xc0) =>
  segment(marker, 8, bigEndian(height, 2), bigEndian(width, 2), 1, 1, 0x11, 0)
const scan = join(segment(0xda, 1, 1, 0, 0, 63, 0), 0x12, 0x34, 0xff, 0x00)
const jpeg = (...segments: Part[]) => join(SOI, ...segments, EOI)

const PNG_SIGNATURE = '\x89PNG\r\n\x1a\n'
const pngChunk = (type: string, ...data: Part[]) => {
  const payload = join(...data)
  return join(bigEndian(payload.length, 4), type, payload, 'crc!')
}
const ihdr = (width: number, height: number) =>
  pngChunk('IHDR', bigEndian(width, 4), bigEndian(height, 4), 8, 2, 0, 0, 0)
const acTL = (frames: number) => pngChunk('acTL', bigEndian(frames, 4), bigEndian(0, 4))
const fcTL = (left: number, top: number, width: number, height: number) =>
  pngChunk(
    'fcTL',
    bigEndian(0, 4),
    ...[width, height, left, top].map((side) => bigEndian(side, 4)),
    '\0\0\0\0\0\0',
  )
const idat = pngChunk('IDAT', 'data')
const iend = pngChunk('IEND')
const png = (...chunks: Part[]) => join(PNG_SIGNATURE, ...chunks)

const riffChunk = (type: string, ...data: Part[]) => {
  const payload = join(...data)
  return join(type, littleEndian(payload.length, 4), payload, payload.length % 2 ? '\0' : '')
}
const vp8 = (width: number, height: number) =>
  riffChunk('VP8 ', 0x10, 0, 0, 0x9d, 0x01, 0x2a, littleEndian(width, 2), littleEndian(height, 2), 'abc')
const vp8l = (width: number, height: number) =>
  riffChunk('VP8L', 0x2f, littleEndian((height - 1) * 2 ** 14 + width - 1, 4), 'abc')
const vp8x = (width: number, height: number) =>
  riffChunk('VP8X', 0x02, '\0\0\0', littleEndian(width - 1, 3), littleEndian(height - 1, 3))
const anmf = (left: number, top: number, width: number, height: number, ...chunks: Part[]) =>
  riffChunk(
    'ANMF',
    ...[left / 2, top / 2, width - 1, height - 1].map((side) => littleEndian(side, 3)),
    '\0\0\0\0',
    ...chunks,
  )
const webp = (...chunks: Part[]) => riffChunk('RIFF', 'WEBP', ...chunks)

const gifScreen = (width: number, height: number) =>
  join('GIF89a', littleEndian(width, 2), littleEndian(height, 2), 0x80, 0, 0, '\0\0\0\xff\xff\xff')
const gifFrame = (left: number, top: number, width: number, height: number) =>
  join(
    0x2c,
    ...[left, top, width, height].map((side) => littleEndian(side, 2)),
    0x80,
    'colors',
    2,
    2,
    0x4c,
    0x01,
    0,
  )
const gifComment = join(0x21, 0xfe, 5, ',;!\0,', 2, 'ab', 0)
const gif = (...blocks: Part[]) => join(...blocks, 0x3b)

const unsupported = { kind: 'unsupported' }
const invalid = { kind: 'invalid' }
const image = (format: string, width: number, height: number, frames = 1) => ({
  kind: 'image',
  format,
  width,
  height,
  frames,
})

const thumbnail = segment(0xe1, 'Exif\0\0', jpeg(sof(9000, 9000), scan))
const samples = {
  jpeg: jpeg(thumbnail, segment(0xdb, 'tables'), sof(640, 480, 0xc2), segment(0xc4, 'huffman'), scan, scan),
  png: png(
    ihdr(640, 480),
    acTL(2),
    fcTL(0, 0, 640, 480),
    idat,
    fcTL(0, 0, 9, 9),
    pngChunk('fdAT', 'data'),
    iend,
  ),
  webp: webp(vp8x(640, 480), anmf(0, 0, 640, 480, vp8(640, 480)), anmf(2, 2, 9, 9, vp8l(9, 9))),
  gif: gif(gifScreen(640, 480), gifComment, gifFrame(0, 0, 640, 480), gifFrame(1, 1, 9, 9)),
}

describe('format', () => {
  it('is told by the magic bytes', () => {
    expect(readImageHeader(samples.jpeg)).toEqual(image('jpeg', 640, 480))
    expect(readImageHeader(samples.png)).toEqual(image('png', 640, 480, 2))
    expect(readImageHeader(samples.webp)).toEqual(image('webp', 640, 480, 2))
    expect(readImageHeader(samples.gif)).toEqual(image('gif', 640, 480, 2))
  })

  it.each<[string, Part]>([
    ['an empty file', ''],
    ['SVG', '<svg xmlns="http://www.w3.org/2000/svg"/>'],
    ['HTML', '<!doctype html><img src="cover.png">'],
    ['PDF', '%PDF-1.7\n'],
    ['AVIF', '\0\0\0\x1cftypavif\0\0\0\0'],
    ['BMP', 'BM\x46\0\0\0\0\0\0\0'],
    ['WAV', 'RIFF\x24\0\0\0WAVEfmt '],
    ['an unknown GIF version', 'GIF90a\x01\0\x01\0\0\0\0'],
    ['a PNG mangled by a text-mode transfer', '\x89PNG\n\x1a\n\0\0\0\rIHDR'],
    ['a PNG after a byte order mark', join('\xef\xbb\xbf', samples.png)],
  ])('does not support %s', (_, part) => {
    expect(readImageHeader(join(part))).toEqual(unsupported)
  })

  it('reads a view into a larger buffer', () => {
    const padded = join('\xff\xff\xff', samples.png, '\xff\xff')
    expect(readImageHeader(padded.subarray(3, -2))).toEqual(image('png', 640, 480, 2))
    expect(readImageHeader(padded.subarray(3, -12))).toEqual(invalid)
  })
})

describe('JPEG', () => {
  const startOfFrame = [0xc0, 0xc1, 0xc2, 0xc3, 0xc5, 0xc6, 0xc7, 0xc9, 0xca, 0xcb, 0xcd, 0xce, 0xcf]
  it.each(startOfFrame)('takes its sides from SOF %i', (marker) => {
    expect(readImageHeader(jpeg(sof(65535, 1, marker), scan))).toEqual(image('jpeg', 65535, 1))
  })

  it.each([0xc4, 0xc8, 0xcc])('does not take %i for a frame header', (marker) => {
    expect(readImageHeader(jpeg(sof(9000, 9000, marker), sof(3, 2), scan))).toEqual(image('jpeg', 3, 2))
    expect(readImageHeader(jpeg(sof(9000, 9000, marker), scan))).toEqual(invalid)
  })

  it('takes the largest of several frame headers, each side on its own', () => {
    expect(readImageHeader(jpeg(sof(10, 9000), sof(9000, 10), sof(1, 1), scan))).toEqual(
      image('jpeg', 9000, 9000),
    )
  })

  it('stops at the first scan', () => {
    expect(readImageHeader(jpeg(sof(3, 2), scan, sof(9000, 9000), scan))).toEqual(image('jpeg', 3, 2))
  })

  it('skips fill bytes before a marker', () => {
    expect(readImageHeader(jpeg('\xff\xff\xff', sof(3, 2), '\xff', scan))).toEqual(image('jpeg', 3, 2))
  })

  it.each<[string, Part]>([
    ['no frame header', jpeg(segment(0xdb, 'tables'), scan)],
    ['no scan', jpeg(sof(3, 2))],
    ['no data after the scan header', join(SOI, sof(3, 2), segment(0xda, 1, 1, 0, 0, 63, 0))],
    ['no width', jpeg(sof(0, 2), scan)],
    ['no height (left to DNL)', jpeg(sof(3, 0), scan)],
    ['no width in one of two frame headers', jpeg(sof(3, 2), sof(0, 2), scan)],
    ['fewer components than it says', jpeg(segment(0xc0, 8, '\0\x02\0\x03', 3, 1, 0x11, 0), scan)],
    ['no components', jpeg(segment(0xc0, 8, '\0\x02\0\x03', 0), scan)],
    ['a frame header of nothing', jpeg(segment(0xc0), scan)],
    ['a length below two', jpeg('\xff\xe0\0\x01', sof(3, 2), scan)],
    ['a segment past the end', jpeg(sof(3, 2), '\xff\xe0\xff\xff')],
    ['stray bytes between segments', jpeg(sof(3, 2), '\0', scan)],
    ['a second SOI', jpeg(SOI, sof(3, 2), scan)],
    ['an end before the scan', jpeg(sof(3, 2), EOI, scan)],
  ])('refuses %s', (_, part) => {
    expect(readImageHeader(join(part))).toEqual(invalid)
  })
})

describe('PNG', () => {
  it('reads sides up to 2³¹ − 1', () => {
    const side = 2 ** 31 - 1
    expect(readImageHeader(png(ihdr(side, side), idat, iend))).toEqual(image('png', side, side))
  })

  it('takes the larger of the declared and the present frames', () => {
    const frames = [fcTL(0, 0, 1, 1), idat, fcTL(0, 0, 1, 1), pngChunk('fdAT')]
    expect(readImageHeader(png(ihdr(1, 1), acTL(1), ...frames, iend))).toEqual(image('png', 1, 1, 2))
    expect(readImageHeader(png(ihdr(1, 1), acTL(2 ** 32 - 1), ...frames, iend))).toMatchObject({
      frames: 2 ** 32 - 1,
    })
    expect(readImageHeader(png(ihdr(1, 1), acTL(0), idat, iend))).toEqual(image('png', 1, 1, 1))
  })

  it('takes in frames that reach beyond IHDR', () => {
    expect(readImageHeader(png(ihdr(10, 10), idat, fcTL(5, 6, 7, 8), iend))).toEqual(image('png', 12, 14))
  })

  it('ignores bytes after IEND', () => {
    expect(readImageHeader(png(ihdr(3, 2), idat, iend, ihdr(9, 9)))).toEqual(image('png', 3, 2))
  })

  it.each<[string, Part]>([
    ['no IHDR', png(idat, iend)],
    ['IHDR in second place', png(pngChunk('tEXt', 'x'), ihdr(3, 2), idat, iend)],
    ['two of IHDR', png(ihdr(3, 2), ihdr(9, 9), idat, iend)],
    ['a short IHDR', png(pngChunk('IHDR', '\0\0\0\x03\0\0\0\x02'), idat, iend)],
    ['no width', png(ihdr(0, 2), idat, iend)],
    ['no height', png(ihdr(3, 0), idat, iend)],
    ['no IDAT', png(ihdr(3, 2), iend)],
    ['no IEND', png(ihdr(3, 2), idat)],
    ['a chunk past the end', png(ihdr(3, 2), '\xff\xff\xff\xffIDAT', iend)],
    ['a short acTL', png(ihdr(3, 2), pngChunk('acTL', '\0'), idat, iend)],
    ['a short fcTL', png(ihdr(3, 2), pngChunk('fcTL', '\0'), idat, iend)],
  ])('refuses %s', (_, part) => {
    expect(readImageHeader(join(part))).toEqual(invalid)
  })
})

describe('WebP', () => {
  it('reads a lossy, a lossless and an extended file', () => {
    expect(readImageHeader(webp(vp8(16383, 2)))).toEqual(image('webp', 16383, 2))
    expect(readImageHeader(webp(vp8l(3, 16384)))).toEqual(image('webp', 3, 16384))
    expect(readImageHeader(webp(vp8x(2 ** 24, 1), vp8(3, 2)))).toEqual(image('webp', 2 ** 24, 2))
  })

  it('ignores the scaling bits of VP8', () => {
    expect(readImageHeader(webp(vp8(0x4000 + 3, 0xc000 + 2)))).toEqual(image('webp', 3, 2))
  })

  it('takes in frames that reach beyond the canvas', () => {
    const frame = anmf(20, 40, 5, 6, riffChunk('ALPH', 'odd'), vp8(5, 6))
    expect(readImageHeader(webp(vp8x(10, 10), frame, frame, frame))).toEqual(image('webp', 25, 46, 3))
  })

  it('takes in bitstreams that are larger than their frame', () => {
    expect(readImageHeader(webp(vp8x(1, 1), anmf(0, 0, 1, 1, vp8l(900, 800))))).toEqual(
      image('webp', 900, 800),
    )
  })

  it('ignores bytes after the container', () => {
    expect(readImageHeader(join(webp(vp8(3, 2)), vp8(9, 9)))).toEqual(image('webp', 3, 2))
  })

  it.each<[string, Part]>([
    ['a container past the end', webp(vp8(3, 2)).subarray(0, -1)],
    ['a container size of nothing', join('RIFF\0\0\0\0WEBP', vp8(3, 2))],
    ['a container size of everything', join('RIFF\xff\xff\xff\xffWEBP', vp8(3, 2))],
    ['a chunk past the container', webp('VP8 \xff\xff\xff\xff', vp8(3, 2))],
    ['an unknown first chunk', webp(riffChunk('EXIF', 'data'), vp8(3, 2))],
    ['no bitstream', webp(vp8x(3, 2))],
    ['a frame without a bitstream', webp(vp8x(3, 2), anmf(0, 0, 3, 2))],
    ['a frame in a frame', webp(vp8x(3, 2), anmf(0, 0, 3, 2, vp8(3, 2), anmf(0, 0, 3, 2, vp8(3, 2))))],
    ['a short frame header', webp(vp8x(3, 2), vp8(3, 2), riffChunk('ANMF', 'short'))],
    ['a chunk past its frame', webp(vp8x(3, 2), anmf(0, 0, 3, 2, vp8(3, 2), 'ALPH\xff\0\0\0'), vp8(3, 2))],
    ['no width', webp(vp8(0, 2))],
    ['no height', webp(vp8(3, 0))],
    ['a short VP8', webp(riffChunk('VP8 ', '\x10\0\0\x9d\x01\x2a'))],
    ['a short VP8L', webp(riffChunk('VP8L', '\x2f'))],
    ['a short VP8X', webp(riffChunk('VP8X', '\x10'), vp8(3, 2))],
    ['an interframe', webp(riffChunk('VP8 ', '\x11\0\0\x9d\x01\x2a\x03\0\x02\0'))],
    ['no VP8 start code', webp(riffChunk('VP8 ', '\x10\0\0\x9d\x01\x2b\x03\0\x02\0'))],
    ['no VP8L signature', webp(riffChunk('VP8L', '\x2e\0\0\0\0'))],
  ])('refuses %s', (_, part) => {
    expect(readImageHeader(join(part))).toEqual(invalid)
  })
})

describe('GIF', () => {
  it('takes in frames that reach beyond the logical screen', () => {
    expect(readImageHeader(gif(gifScreen(10, 10), gifFrame(65535, 20, 65535, 5)))).toEqual(
      image('gif', 131070, 25),
    )
    expect(readImageHeader(gif(gifScreen(0, 0), gifFrame(0, 0, 3, 2)))).toEqual(image('gif', 3, 2))
  })

  it('reads GIF87a without a colour table', () => {
    const frame = '\x2c\0\0\0\0\x03\0\x02\0\0\x02\x02\x4c\x01\0'
    expect(readImageHeader(gif('GIF87a\x03\0\x02\0\0\0\0', frame))).toEqual(image('gif', 3, 2))
  })

  it('ignores bytes after the trailer', () => {
    const frame = gifFrame(0, 0, 3, 2)
    expect(readImageHeader(join(gif(gifScreen(3, 2), frame), frame))).toEqual(image('gif', 3, 2))
  })

  it.each<[string, Part]>([
    ['no image', gif(gifScreen(3, 2), gifComment)],
    ['no trailer', join(gifScreen(3, 2), gifFrame(0, 0, 3, 2))],
    ['no frame width', gif(gifScreen(3, 2), gifFrame(0, 0, 0, 2))],
    ['no frame height', gif(gifScreen(3, 2), gifFrame(0, 0, 3, 0))],
    ['an unknown block', gif(gifScreen(3, 2), '\0', gifFrame(0, 0, 3, 2))],
    ['a colour table past the end', 'GIF89a\x03\0\x02\0\x87\0\0'],
    ['sub-blocks past the end', join(gifScreen(3, 2), gifFrame(0, 0, 3, 2), '\x21\xfe\xff')],
  ])('refuses %s', (_, part) => {
    expect(readImageHeader(join(part))).toEqual(invalid)
  })
})

describe('hostile input', () => {
  const formats = Object.entries(samples)
  const random = mulberry32(20_260_101)
  const randomByte = () => Math.floor(random() * 256)

  function expectSaneHeader(bytes: Uint8Array) {
    const header = readImageHeader(bytes)
    if (header.kind !== 'image') return
    const { width, height, frames } = header
    if (![width, height, frames].every((value) => Number.isSafeInteger(value) && value >= 1)) {
      throw new Error(`${JSON.stringify(header)} from ${bytes.join(',')}`)
    }
  }

  it.each(formats.filter(([format]) => format !== 'jpeg'))('refuses every truncated %s', (_, bytes) => {
    for (let length = 0; length < bytes.length; length++) {
      expect(readImageHeader(bytes.subarray(0, length)).kind).not.toBe('image')
    }
  })

  it('refuses every JPEG truncated before its scan data', () => {
    const scanData = samples.jpeg.length - EOI.length - scan.length - 4
    for (let length = 0; length <= scanData; length++) {
      expect(readImageHeader(samples.jpeg.subarray(0, length)).kind).not.toBe('image')
    }
    expect(readImageHeader(samples.jpeg.subarray(0, scanData + 1)).kind).toBe('image')
  })

  it.each(formats)('survives every byte of a %s set to every value', (_, bytes) => {
    for (let index = 0; index < bytes.length; index++) {
      const changed = bytes.slice()
      for (let value = 0; value < 256; value++) {
        changed[index] = value
        expectSaneHeader(changed)
      }
    }
  })

  it.each(formats)('survives random damage to a %s', (_, bytes) => {
    for (let round = 0; round < 5_000; round++) {
      const changed = bytes.slice(0, Math.ceil(random() * bytes.length))
      for (let flips = 0; flips < 4; flips++) changed[Math.floor(random() * changed.length)] = randomByte()
      expectSaneHeader(changed)
    }
  })

  it.each(formats)('survives random bytes after the magic of a %s', (_, bytes) => {
    for (let round = 0; round < 5_000; round++) {
      const noise = Uint8Array.from({ length: Math.floor(random() * 200) }, randomByte)
      expectSaneHeader(join(bytes.subarray(0, 12), noise))
    }
  })

  // A quadratic walk over 10 MB would run into the test's time limit.
  const megabytes = 10 * 2 ** 20
  it.each<[string, Part, Part]>([
    ['JPEG fill bytes', SOI, 0xff],
    ['empty JPEG segments', SOI, segment(0xe0)],
    ['empty PNG chunks', png(ihdr(1, 1)), pngChunk('tEXt')],
    ['WebP frames', join('RIFF', littleEndian(megabytes - 8, 4), 'WEBP', vp8x(1, 1)), anmf(0, 0, 1, 1)],
    ['GIF frames', gifScreen(1, 1), join(0x2c, '\0\0\0\0\x01\0\x01\0\0', 2, 0)],
    ['GIF sub-blocks', join(gifScreen(1, 1), '\x21\xfe'), join(1, 0x3b)],
  ])('ends on 10 MB of %s', (_, start, unit) => {
    const bytes = repeatAfter(join(start), join(unit), megabytes)
    expect(readImageHeader(bytes)).toEqual(invalid)
  })
})

function repeatAfter(start: Uint8Array, unit: Uint8Array, length: number): Uint8Array {
  const bytes = new Uint8Array(length)
  bytes.set(start)
  for (let offset = start.length; offset + unit.length <= length; offset += unit.length)
    bytes.set(unit, offset)
  return bytes
}

/** A seeded generator of numbers in [0, 1), so that a failure can be repeated. */
function mulberry32(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}
