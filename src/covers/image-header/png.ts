// Chunk types: four ASCII letters read as one big-endian number.
const IHDR = 0x49484452
const IDAT = 0x49444154
const IEND = 0x49454e44
const acTL = 0x6163544c
const fcTL = 0x6663544c

/**
 * Walks the chunks of a PNG or APNG up to IEND. Sides are the largest of IHDR and all fcTL regions; `frames`
 * is the larger one of the count in acTL and the number of fcTL. `undefined` if broken.
 * Source: W3C PNG Third Edition, clauses 5 and 11.
 */
export function readPngHeader(view: DataView): { width: number; height: number; frames: number } | undefined {
  const fileEnd = view.byteLength
  let width = 0
  let height = 0
  let declaredFrames = 1
  let frames = 0
  let hasImageData = false
  let position = 8
  while (position + 12 <= fileEnd) {
    const length = view.getUint32(position)
    const type = view.getUint32(position + 4)
    const data = position + 8
    const end = data + length + 4 // The CRC follows the data.
    if (end > fileEnd) return undefined

    const isFirst = position === 8
    if (isFirst !== (type === IHDR)) return undefined // 5.6: IHDR comes first, and once.
    if (type === IHDR) {
      if (length !== 13) return undefined
      width = view.getUint32(data)
      height = view.getUint32(data + 4)
      if (width === 0 || height === 0) return undefined
    } else if (type === acTL) {
      if (length !== 8) return undefined
      declaredFrames = Math.max(declaredFrames, view.getUint32(data))
    } else if (type === fcTL) {
      if (length !== 26) return undefined
      frames += 1
      width = Math.max(width, view.getUint32(data + 4) + view.getUint32(data + 12))
      height = Math.max(height, view.getUint32(data + 8) + view.getUint32(data + 16))
    } else if (type === IDAT) {
      hasImageData = true
    } else if (type === IEND) {
      return hasImageData ? { width, height, frames: Math.max(declaredFrames, frames) } : undefined
    }
    position = end
  }
  return undefined
}
