import { describe, expect, it } from 'vitest'
import { readImageHeader } from '../../../src/covers/image-header.ts'
import { join, type Part } from './bytes.ts'
import { image, invalid } from './header.ts'
import { anmf, riffChunk, vp8, vp8l, vp8x, webp } from './webp.ts'

describe('WebP', () => {
  it('may be lossy, lossless or extended', () => {
    expect(readImageHeader(webp(vp8(16383, 2)))).toEqual(image('webp', 16383, 2))
    expect(readImageHeader(webp(vp8l(3, 16384)))).toEqual(image('webp', 3, 16384))
    expect(readImageHeader(webp(vp8x(2 ** 24, 1), vp8(3, 2)))).toEqual(image('webp', 2 ** 24, 2))
  })

  it('is not scaled by the scaling bits of VP8', () => {
    expect(readImageHeader(webp(vp8(0x4000 + 3, 0xc000 + 2)))).toEqual(image('webp', 3, 2))
  })

  it('is as large as frames that reach beyond the canvas', () => {
    const frame = anmf(20, 40, 5, 6, riffChunk('ALPH', 'odd'), vp8(5, 6))
    expect(readImageHeader(webp(vp8x(10, 10), frame, frame, frame))).toEqual(image('webp', 25, 46, 3))
  })

  it('is as large as bitstreams that are larger than their frame', () => {
    expect(readImageHeader(webp(vp8x(1, 1), anmf(0, 0, 1, 1, vp8l(900, 800))))).toEqual(
      image('webp', 900, 800),
    )
  })

  it('may have bytes after the container', () => {
    expect(readImageHeader(join(webp(vp8(3, 2)), vp8(9, 9)))).toEqual(image('webp', 3, 2))
  })

  it.each<[string, Part]>([
    ['a container past the end', webp(vp8(3, 2)).subarray(0, -1)],
    ['a container size of 0', join('RIFF\0\0\0\0WEBP', vp8(3, 2))],
    ['a container size of 2³² − 1', join('RIFF\xff\xff\xff\xffWEBP', vp8(3, 2))],
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
  ])('is invalid with %s', (_, part) => {
    expect(readImageHeader(join(part))).toEqual(invalid)
  })
})
