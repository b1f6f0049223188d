const SOS = 0xda

/**
 * Walks the marker segments of a JPEG up to its first scan. Sides are the largest of all frame headers.
 * `undefined` if broken. Source: ITU-T T.81, annex B. An EXIF thumbnail lies inside its APP1 segment, so the
 * walk steps over it.
 */
export function readJpegHeader(
  view: DataView,
): { width: number; height: number; frames: number } | undefined {
  const fileEnd = view.byteLength
  let width = 0
  let height = 0
  let position = 2
  while (position + 4 <= fileEnd) {
    // Decoders disagree on stray bytes between segments, so a file with any is broken.
    if (view.getUint8(position) !== 0xff) return undefined
    const marker = view.getUint8(position + 1)
    if (marker === 0xff) {
      position += 1 // B.1.1.2: any number of 0xFF may fill the space before a marker.
      continue
    }
    if (!startsSegment(marker)) return undefined

    const length = view.getUint16(position + 2) // It counts itself, but not the marker.
    const end = position + 2 + length
    if (length < 2 || end > fileEnd) return undefined

    if (isStartOfFrame(marker)) {
      const frame = readFrameHeader(view, position + 2, length)
      if (frame === undefined) return undefined
      width = Math.max(width, frame.width)
      height = Math.max(height, frame.height)
    }
    if (marker === SOS) return width > 0 && end < fileEnd ? { width, height, frames: 1 } : undefined
    position = end
  }
  return undefined
}

/** Reserved codes, TEM, RSTn, SOI and EOI have no length field, or may not precede a scan (table B.1). */
function startsSegment(marker: number): boolean {
  return marker >= 0xc0 && !(marker >= 0xd0 && marker <= 0xd9)
}

/** DHT (C4), JPG (C8) and DAC (CC) lie within the range SOF0–SOF15 (table B.1). */
function isStartOfFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc
}

function readFrameHeader(view: DataView, start: number, length: number) {
  if (length < 8) return undefined
  const height = view.getUint16(start + 3)
  const width = view.getUint16(start + 5)
  const components = view.getUint8(start + 7)
  // In B.2.2 a height of 0 means "see DNL, after the scan". Common decoders do not accept it, nor does this one.
  if (width === 0 || height === 0 || components === 0 || length !== 8 + 3 * components) return undefined
  return { width, height }
}
