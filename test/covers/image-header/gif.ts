import { join, littleEndian, type Part } from './bytes.ts'

export const gifScreen = (width: number, height: number) =>
  join('GIF89a', littleEndian(width, 2), littleEndian(height, 2), 0x80, 0, 0, '\0\0\0\xff\xff\xff')
export const gifFrame = (left: number, top: number, width: number, height: number) =>
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
export const gifComment = join(0x21, 0xfe, 5, ',;!\0,', 2, 'ab', 0)
export const gif = (...blocks: Part[]) => join(...blocks, 0x3b)
