/** The chunks of a WebP file: their names and data (RFC 9649, section 2.3). */
const chunksOf = (file: Uint8Array): [string, Uint8Array][] => {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength)
  const text = (at: number) => String.fromCharCode(...file.subarray(at, at + 4))
  if (text(0) !== 'RIFF' || text(8) !== 'WEBP') throw new Error('Not a WebP file')
  const chunks: [string, Uint8Array][] = []
  for (let at = 12; at < file.length; ) {
    const size = view.getUint32(at + 4, true)
    chunks.push([text(at), file.subarray(at + 8, at + 8 + size)])
    at += 8 + size + (size % 2)
  }
  return chunks
}

const pictureChunks = ['VP8 ', 'VP8L', 'VP8X', 'ALPH']
const traces = ['Exif', 'EXIF', 'GPS', 'ICCP', 'XMP', 'xmpmeta', 'Example', 'Software']

/** @returns the parts of a WebP file that are not picture: chunks, words of metadata, bytes after the container */
export const metadataIn = (file: Uint8Array): string[] => {
  const names = chunksOf(file).map(([name]) => name)
  const latin1 = new TextDecoder('latin1').decode(file)
  const size = new DataView(file.buffer, file.byteOffset).getUint32(4, true) + 8
  return [
    ...names.filter((name) => !pictureChunks.includes(name)),
    ...traces.filter((trace) => latin1.includes(trace)),
    ...(size === file.length ? [] : ['trailing bytes']),
  ]
}

const chunk = (name: string, data: Uint8Array): Uint8Array<ArrayBuffer> => {
  const bytes = new Uint8Array(8 + data.length + (data.length % 2))
  bytes.set(new TextEncoder().encode(name))
  new DataView(bytes.buffer).setUint32(4, data.length, true)
  bytes.set(data, 8)
  return bytes
}

/** @returns a WebP file of one VP8 chunk with Exif data added to it */
export const withMetadata = (file: Uint8Array): Uint8Array<ArrayBuffer> => {
  const picture = chunksOf(file).find(([name]) => name === 'VP8 ')?.[1]
  if (!picture) throw new Error('Not a plain lossy WebP file')
  const sides = new DataView(picture.buffer, picture.byteOffset + 6)
  const extended = new Uint8Array(10)
  const view = new DataView(extended.buffer)
  view.setUint8(0, 0x08)
  view.setUint16(4, sides.getUint16(0, true) - 1, true)
  view.setUint16(7, sides.getUint16(2, true) - 1, true)
  // Little-endian TIFF with an empty directory.
  const exif = new Uint8Array([0x49, 0x49, 0x2a, 0, 8, 0, 0, 0, 0, 0, 0, 0, 0, 0])
  const chunks = [chunk('VP8X', extended), chunk('VP8 ', picture), chunk('EXIF', exif)]
  const bytes = [...new TextEncoder().encode('WEBP'), ...chunks.flatMap((part) => [...part])]
  return chunk('RIFF', new Uint8Array(bytes))
}
