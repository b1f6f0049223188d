const EXTENSION = 0x21
const IMAGE_DESCRIPTOR = 0x2c
const TRAILER = 0x3b

/**
 * Walks all blocks of a GIF up to its trailer. Sides are the largest of the logical screen and all frame
 * regions; `frames` is the count of image descriptors. `undefined` if broken. Source: GIF89a, sections 15–27.
 */
export function readGifHeader(view: DataView): { width: number; height: number; frames: number } | undefined {
  const fileEnd = view.byteLength
  if (fileEnd < 13) return undefined
  // Some GIFs have a logical screen of 0 × 0. Decoders then use the size of the frame.
  let width = view.getUint16(6, true)
  let height = view.getUint16(8, true)
  let frames = 0
  let position = 13 + colorTableBytes(view.getUint8(10))
  while (position < fileEnd) {
    const block = view.getUint8(position)
    if (block === TRAILER) return frames > 0 ? { width, height, frames } : undefined

    let subBlocks = position + 2
    if (block === IMAGE_DESCRIPTOR) {
      if (position + 10 > fileEnd) return undefined
      const frameWidth = view.getUint16(position + 5, true)
      const frameHeight = view.getUint16(position + 7, true)
      if (frameWidth === 0 || frameHeight === 0) return undefined
      width = Math.max(width, view.getUint16(position + 1, true) + frameWidth)
      height = Math.max(height, view.getUint16(position + 3, true) + frameHeight)
      frames += 1
      // The byte before the sub-blocks is the LZW minimum code size.
      subBlocks = position + 10 + colorTableBytes(view.getUint8(position + 9)) + 1
    } else if (block !== EXTENSION) {
      return undefined // Decoders disagree on stray bytes between blocks.
    }
    const next = skipSubBlocks(view, subBlocks)
    if (next === undefined) return undefined
    position = next
  }
  return undefined
}

/** The offset after the empty sub-block that ends a series (sections 15 and 16). */
function skipSubBlocks(view: DataView, start: number): number | undefined {
  const fileEnd = view.byteLength
  let position = start
  while (position < fileEnd) {
    const length = view.getUint8(position)
    position += 1 + length
    if (length === 0) return position
  }
  return undefined
}

/** Bit 7 says whether the table exists. Bits 0–2 hold log₂ of its number of colours, minus one. */
function colorTableBytes(flags: number): number {
  return (flags & 0x80) === 0 ? 0 : 3 << ((flags & 0x07) + 1)
}
