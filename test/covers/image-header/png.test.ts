import { describe, expect, it } from 'vitest'
import { readImageHeader } from '../../../src/covers/image-header.ts'
import { join, type Part } from './bytes.ts'
import { image, invalid } from './header.ts'
import { acTL, fcTL, idat, iend, ihdr, png, pngChunk } from './png.ts'

describe('PNG', () => {
  it('may have sides up to 2³¹ − 1', () => {
    const side = 2 ** 31 - 1
    expect(readImageHeader(png(ihdr(side, side), idat, iend))).toEqual(image('png', side, side))
  })

  it('has the larger of the declared and the present number of frames', () => {
    const frames = [fcTL(0, 0, 1, 1), idat, fcTL(0, 0, 1, 1), pngChunk('fdAT')]
    expect(readImageHeader(png(ihdr(1, 1), acTL(1), ...frames, iend))).toEqual(image('png', 1, 1, 2))
    expect(readImageHeader(png(ihdr(1, 1), acTL(2 ** 32 - 1), ...frames, iend))).toMatchObject({
      frames: 2 ** 32 - 1,
    })
    expect(readImageHeader(png(ihdr(1, 1), acTL(0), idat, iend))).toEqual(image('png', 1, 1, 1))
  })

  it('is as large as frames that reach beyond IHDR', () => {
    expect(readImageHeader(png(ihdr(10, 10), idat, fcTL(5, 6, 7, 8), iend))).toEqual(image('png', 12, 14))
  })

  it('may have bytes after IEND', () => {
    expect(readImageHeader(png(ihdr(3, 2), idat, iend, ihdr(9, 9)))).toEqual(image('png', 3, 2))
  })

  it.each<[string, Part]>([
    ['no IHDR', png(idat, iend)],
    ['IHDR as its second chunk', png(pngChunk('tEXt', 'x'), ihdr(3, 2), idat, iend)],
    ['two IHDR', png(ihdr(3, 2), ihdr(9, 9), idat, iend)],
    ['a short IHDR', png(pngChunk('IHDR', '\0\0\0\x03\0\0\0\x02'), idat, iend)],
    ['no width', png(ihdr(0, 2), idat, iend)],
    ['no height', png(ihdr(3, 0), idat, iend)],
    ['no IDAT', png(ihdr(3, 2), iend)],
    ['no IEND', png(ihdr(3, 2), idat)],
    ['a chunk past the end', png(ihdr(3, 2), '\xff\xff\xff\xffIDAT', iend)],
    ['a short acTL', png(ihdr(3, 2), pngChunk('acTL', '\0'), idat, iend)],
    ['a short fcTL', png(ihdr(3, 2), pngChunk('fcTL', '\0'), idat, iend)],
  ])('is invalid with %s', (_, part) => {
    expect(readImageHeader(join(part))).toEqual(invalid)
  })
})
