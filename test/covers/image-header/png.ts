import { bigEndian, join, type Part } from './bytes.ts'

export const PNG_SIGNATURE = '\x89PNG\r\n\x1a\n'
export const pngChunk = (type: string, ...data: Part[]) => {
  const payload = join(...data)
  return join(bigEndian(payload.length, 4), type, payload, 'crc!')
}
export const ihdr = (width: number, height: number) =>
  pngChunk('IHDR', bigEndian(width, 4), bigEndian(height, 4), 8, 2, 0, 0, 0)
export const acTL = (frames: number) => pngChunk('acTL', bigEndian(frames, 4), bigEndian(0, 4))
export const fcTL = (left: number, top: number, width: number, height: number) =>
  pngChunk(
    'fcTL',
    bigEndian(0, 4),
    ...[width, height, left, top].map((side) => bigEndian(side, 4)),
    '\0\0\0\0\0\0',
  )
export const idat = pngChunk('IDAT', 'data')
export const iend = pngChunk('IEND')
export const png = (...chunks: Part[]) => join(PNG_SIGNATURE, ...chunks)
