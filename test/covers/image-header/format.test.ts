import { describe, expect, it } from 'vitest'
import { readImageHeader } from '../../../src/covers/image-header.ts'
import { join, type Part } from './bytes.ts'
import { image, invalid, unsupported } from './header.ts'
import { samples } from './samples.ts'

describe('the format', () => {
  it('is read from the magic bytes', () => {
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
    ['a PNG that a text-mode transfer changed', '\x89PNG\n\x1a\n\0\0\0\rIHDR'],
    ['a PNG after a byte order mark', join('\xef\xbb\xbf', samples.png)],
  ])('is unsupported: %s', (_, part) => {
    expect(readImageHeader(join(part))).toEqual(unsupported)
  })

  it('is read from a part of a larger buffer', () => {
    const padded = join('\xff\xff\xff', samples.png, '\xff\xff')
    expect(readImageHeader(padded.subarray(3, -2))).toEqual(image('png', 640, 480, 2))
    expect(readImageHeader(padded.subarray(3, -12))).toEqual(invalid)
  })
})
