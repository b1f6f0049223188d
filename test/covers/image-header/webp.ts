import { join, littleEndian, type Part } from './bytes.ts'

export const riffChunk = (type: string, ...data: Part[]) => {
  const payload = join(...data)
  return join(type, littleEndian(payload.length, 4), payload, payload.length % 2 ? '\0' : '')
}
export const vp8 = (width: number, height: number) =>
  riffChunk('VP8 ', 0x10, 0, 0, 0x9d, 0x01, 0x2a, littleEndian(width, 2), littleEndian(height, 2), 'abc')
export const vp8l = (width: number, height: number) =>
  riffChunk('VP8L', 0x2f, littleEndian((height - 1) * 2 ** 14 + width - 1, 4), 'abc')
export const vp8x = (width: number, height: number) =>
  riffChunk('VP8X', 0x02, '\0\0\0', littleEndian(width - 1, 3), littleEndian(height - 1, 3))
export const anmf = (left: number, top: number, width: number, height: number, ...chunks: Part[]) =>
  riffChunk(
    'ANMF',
    ...[left / 2, top / 2, width - 1, height - 1].map((side) => littleEndian(side, 3)),
    '\0\0\0\0',
    ...chunks,
  )
export const webp = (...chunks: Part[]) => riffChunk('RIFF', 'WEBP', ...chunks)
