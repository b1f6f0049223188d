// Chunk types: four ASCII letters read as one big-endian number. All other numbers are little-endian.
const VP8 = 0x56503820 // 'VP8 '
const VP8L = 0x5650384c
const VP8X = 0x56503858
const ANMF = 0x414e4d46

type Size = { width: number; height: number }
type Canvas = Size & { bitstreams: number; animationFrames: number }

/**
 * Walks the RIFF chunks of a WebP, and those inside its animation frames. Sides are the largest of the
 * canvas, all bitstreams and all frame regions. `undefined` if broken. Bytes after the RIFF container are
 * ignored. Source: RFC 9649, section 2; for `VP8 ` RFC 6386, section 9.1.
 */
export function readWebpHeader(
  view: DataView,
): { width: number; height: number; frames: number } | undefined {
  const end = 8 + view.getUint32(4, true)
  if (end > view.byteLength || end < 20) return undefined
  const firstType = view.getUint32(12)
  if (firstType !== VP8 && firstType !== VP8L && firstType !== VP8X) return undefined

  const canvas: Canvas = { width: 0, height: 0, bitstreams: 0, animationFrames: 0 }
  if (!readChunks(view, 12, end, canvas) || canvas.bitstreams === 0) return undefined
  return { width: canvas.width, height: canvas.height, frames: Math.max(1, canvas.animationFrames) }
}

/** Widens `canvas` by the chunks between `start` and `end`; false if one is broken. */
function readChunks(view: DataView, start: number, end: number, canvas: Canvas, inFrame = false): boolean {
  let position = start
  while (position + 8 <= end) {
    const type = view.getUint32(position)
    const length = view.getUint32(position + 4, true)
    const data = position + 8
    const dataEnd = data + length
    if (dataEnd > end) return false

    if (type === VP8 || type === VP8L || type === VP8X || type === ANMF) {
      const size = readSize(view, type, data, length)
      if (size === undefined) return false
      canvas.width = Math.max(canvas.width, size.width)
      canvas.height = Math.max(canvas.height, size.height)
    }
    if (type === VP8 || type === VP8L) canvas.bitstreams += 1
    if (type === ANMF) {
      // Frames do not nest, so each byte is read at most twice.
      if (inFrame || !readChunks(view, data + 16, dataEnd, canvas, true)) return false
      canvas.animationFrames += 1
    }
    position = dataEnd + (length % 2) // 2.3: an odd chunk is followed by a padding byte.
  }
  return true
}

function readSize(view: DataView, type: number, data: number, length: number): Size | undefined {
  if (type === VP8) return length < 10 ? undefined : readVp8Size(view, data)
  if (type === VP8L) return length < 5 ? undefined : readVp8lSize(view, data)
  if (type === VP8X) return length < 10 ? undefined : readSizeMinusOne(view, data + 4)
  if (length < 16) return undefined
  const frame = readSizeMinusOne(view, data + 6)
  return {
    width: 2 * readUint24(view, data) + frame.width,
    height: 2 * readUint24(view, data + 3) + frame.height,
  }
}

/** A key frame's header: a three-byte tag whose lowest bit is 0, the start code, then two 14-bit sides. */
function readVp8Size(view: DataView, data: number): Size | undefined {
  const isKeyFrame = (view.getUint8(data) & 1) === 0
  const hasStartCode = view.getUint8(data + 3) === 0x9d && view.getUint16(data + 4) === 0x012a
  const width = view.getUint16(data + 6, true) & 0x3fff
  const height = view.getUint16(data + 8, true) & 0x3fff
  return isKeyFrame && hasStartCode && width > 0 && height > 0 ? { width, height } : undefined
}

/** RFC 9649, section 3: a signature byte, then 14 bits of width − 1 and 14 bits of height − 1. */
function readVp8lSize(view: DataView, data: number): Size | undefined {
  if (view.getUint8(data) !== 0x2f) return undefined
  const bits = view.getUint32(data + 1, true)
  return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 }
}

function readSizeMinusOne(view: DataView, offset: number): Size {
  return { width: readUint24(view, offset) + 1, height: readUint24(view, offset + 3) + 1 }
}

function readUint24(view: DataView, offset: number): number {
  return view.getUint16(offset, true) + view.getUint8(offset + 2) * 0x10000
}
