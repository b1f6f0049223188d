import { describe, expect, it } from 'vitest'
import { readImageHeader } from '../../../src/covers/image-header.ts'
import { join, type Part } from './bytes.ts'
import { image, invalid } from './header.ts'
import { EOI, jpeg, SOI, scan, segment, sof } from './jpeg.ts'

describe('JPEG', () => {
  const startOfFrame = [0xc0, 0xc1, 0xc2, 0xc3, 0xc5, 0xc6, 0xc7, 0xc9, 0xca, 0xcb, 0xcd, 0xce, 0xcf]
  it.each(startOfFrame)('has the sides of frame header %i', (marker) => {
    expect(readImageHeader(jpeg(sof(65535, 1, marker), scan))).toEqual(image('jpeg', 65535, 1))
  })

  it.each([0xc4, 0xc8, 0xcc])('has no frame header %i', (marker) => {
    expect(readImageHeader(jpeg(sof(9000, 9000, marker), sof(3, 2), scan))).toEqual(image('jpeg', 3, 2))
    expect(readImageHeader(jpeg(sof(9000, 9000, marker), scan))).toEqual(invalid)
  })

  it('has the largest width and the largest height of several frame headers', () => {
    expect(readImageHeader(jpeg(sof(10, 9000), sof(9000, 10), sof(1, 1), scan))).toEqual(
      image('jpeg', 9000, 9000),
    )
  })

  it('is read up to the first scan', () => {
    expect(readImageHeader(jpeg(sof(3, 2), scan, sof(9000, 9000), scan))).toEqual(image('jpeg', 3, 2))
  })

  it('may have fill bytes before a marker', () => {
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
    ['an empty frame header', jpeg(segment(0xc0), scan)],
    ['a length below two', jpeg('\xff\xe0\0\x01', sof(3, 2), scan)],
    ['a segment past the end', jpeg(sof(3, 2), '\xff\xe0\xff\xff')],
    ['stray bytes between segments', jpeg(sof(3, 2), '\0', scan)],
    ['a second SOI', jpeg(SOI, sof(3, 2), scan)],
    ['an end before the scan', jpeg(sof(3, 2), EOI, scan)],
  ])('is invalid with %s', (_, part) => {
    expect(readImageHeader(join(part))).toEqual(invalid)
  })
})
