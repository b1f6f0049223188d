import { describe, expect, it } from 'vitest'
import { readImageHeader } from '../../../src/covers/image-header.ts'
import { join, type Part } from './bytes.ts'
import { gif, gifComment, gifFrame, gifScreen } from './gif.ts'
import { image, invalid } from './header.ts'

describe('GIF', () => {
  it('is as large as frames that reach beyond the logical screen', () => {
    expect(readImageHeader(gif(gifScreen(10, 10), gifFrame(65535, 20, 65535, 5)))).toEqual(
      image('gif', 131070, 25),
    )
    expect(readImageHeader(gif(gifScreen(0, 0), gifFrame(0, 0, 3, 2)))).toEqual(image('gif', 3, 2))
  })

  it('may be GIF87a without a colour table', () => {
    const frame = '\x2c\0\0\0\0\x03\0\x02\0\0\x02\x02\x4c\x01\0'
    expect(readImageHeader(gif('GIF87a\x03\0\x02\0\0\0\0', frame))).toEqual(image('gif', 3, 2))
  })

  it('may have bytes after the trailer', () => {
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
  ])('is invalid with %s', (_, part) => {
    expect(readImageHeader(join(part))).toEqual(invalid)
  })
})
