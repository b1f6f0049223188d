import { bigEndian, join, type Part } from './bytes.ts'

export const SOI = join(0xff, 0xd8)
export const EOI = join(0xff, 0xd9)
export const segment = (marker: number, ...data: Part[]) => {
  const payload = join(...data)
  return join(0xff, marker, bigEndian(payload.length + 2, 2), payload)
}
export const sof = (width: number, height: number, marker = 0xc0) =>
  segment(marker, 8, bigEndian(height, 2), bigEndian(width, 2), 1, 1, 0x11, 0)
export const scan = join(segment(0xda, 1, 1, 0, 0, 63, 0), 0x12, 0x34, 0xff, 0x00)
export const jpeg = (...segments: Part[]) => join(SOI, ...segments, EOI)
