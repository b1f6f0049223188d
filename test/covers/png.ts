const signature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]

const through = async (bytes: Uint8Array, stream: CompressionStream | DecompressionStream) => {
  const piped = new Blob([new Uint8Array(bytes)]).stream().pipeThrough(stream)
  return new Uint8Array(await new Response(piped).arrayBuffer())
}

const crc32 = (bytes: Uint8Array): number => {
  let crc = -1
  for (const byte of bytes) {
    crc ^= byte
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0)
  }
  return ~crc >>> 0
}

const chunk = (type: string, data: Uint8Array): Uint8Array => {
  const bytes = new Uint8Array(data.length + 12)
  bytes.set(new TextEncoder().encode(type), 4)
  bytes.set(data, 8)
  const view = new DataView(bytes.buffer)
  view.setUint32(0, data.length)
  view.setUint32(data.length + 8, crc32(bytes.subarray(4, data.length + 8)))
  return bytes
}

/** @returns a black PNG: one bit a pixel, so that a large one is a small file */
export const blackPng = async (width: number, height: number): Promise<File> => {
  const header = new Uint8Array(13)
  const view = new DataView(header.buffer)
  view.setUint32(0, width)
  view.setUint32(4, height)
  header[8] = 1
  const pixels = new Uint8Array((1 + Math.ceil(width / 8)) * height)
  const data = await through(pixels, new CompressionStream('deflate'))
  const parts = [chunk('IHDR', header), chunk('IDAT', data), chunk('IEND', new Uint8Array())]
  return new File([new Uint8Array(signature), ...parts], 'black.png')
}

const paeth = (left: number, up: number, upLeft: number): number => {
  const distance = (value: number) => Math.abs(left + up - upLeft - value)
  if (distance(left) <= distance(up) && distance(left) <= distance(upLeft)) return left
  return distance(up) <= distance(upLeft) ? up : upLeft
}

const predictors = [
  () => 0,
  (left: number) => left,
  (_left: number, up: number) => up,
  (left: number, up: number) => (left + up) >> 1,
  paeth,
]

/** Undoes the filters of a PNG's lines (W3C PNG, clause 9). */
const unfilter = (data: Uint8Array, lineBytes: number, pixelBytes: number): Uint8Array => {
  const lines = data.length / (lineBytes + 1)
  const pixels = new Uint8Array(lines * lineBytes)
  for (let line = 0; line < lines; line++) {
    const predict = predictors[data[line * (lineBytes + 1)] ?? -1]
    if (!predict) throw new Error('An unknown PNG filter')
    for (let x = 0; x < lineBytes; x++) {
      const at = line * lineBytes + x
      const isFirst = x < pixelBytes
      const left = isFirst ? 0 : (pixels[at - pixelBytes] ?? 0)
      const upLeft = isFirst ? 0 : (pixels[at - lineBytes - pixelBytes] ?? 0)
      const filtered = data[line * (lineBytes + 1) + 1 + x] ?? 0
      pixels[at] = filtered + predict(left, pixels[at - lineBytes] ?? 0, upLeft)
    }
  }
  return pixels
}

/** Decodes a PNG that Images encoded: 8 bits a channel, RGB or RGBA, not interlaced. */
export const decodePng = async (png: Uint8Array) => {
  const view = new DataView(png.buffer, png.byteOffset, png.byteLength)
  const [width, height] = [view.getUint32(16), view.getUint32(20)]
  const [bits, colour, , , interlace] = png.subarray(24, 29)
  const channels = colour === 6 ? 4 : 3
  if (bits !== 8 || (colour !== 2 && colour !== 6) || interlace !== 0)
    throw new Error(`Not a plain PNG: ${png.subarray(24, 29)}`)
  const data: number[] = []
  for (let at = 8; at < png.length; at += view.getUint32(at) + 12) {
    if (view.getUint32(at + 4) !== 0x49444154) continue
    for (const byte of png.subarray(at + 8, at + 8 + view.getUint32(at))) data.push(byte)
  }
  const filtered = await through(new Uint8Array(data), new DecompressionStream('deflate'))
  const pixels = unfilter(filtered, width * channels, channels)
  /** Red, green, blue, and alpha if there is one. A negative coordinate counts from the right or the bottom. */
  const pixel = (x: number, y: number): number[] => {
    const at = ((y < 0 ? height + y : y) * width + (x < 0 ? width + x : x)) * channels
    return [...pixels.subarray(at, at + channels)]
  }
  return { width, height, pixel }
}
