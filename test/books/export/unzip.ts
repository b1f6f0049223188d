interface ZippedFile {
  name: string
  bytes: Uint8Array
  crc: number
}

const crcOf = (bytes: Uint8Array): number => {
  let crc = -1
  for (const byte of bytes) {
    crc ^= byte
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xed_b8_83_20 : 0)
  }
  return ~crc >>> 0
}

/**
 * Reads a ZIP by its directory, as programs do (APPNOTE.TXT 6.3.10), and checks each size and CRC-32.
 * @throws Error for a file that is no whole ZIP, or is compressed
 */
export const unzip = (zip: Uint8Array): ZippedFile[] => {
  const view = new DataView(zip.buffer, zip.byteOffset, zip.byteLength)
  const end = zip.byteLength - 22
  if (end < 0 || view.getUint32(end, true) !== 0x06_05_4b_50) throw new Error('The ZIP has no end')
  const count = view.getUint16(end + 10, true)
  let at = view.getUint32(end + 16, true)
  const files: ZippedFile[] = []
  for (let index = 0; index < count; index++) {
    if (view.getUint32(at, true) !== 0x02_01_4b_50) throw new Error('The directory is broken')
    if (view.getUint16(at + 10, true) !== 0) throw new Error('A file is compressed')
    const [crc, size] = [view.getUint32(at + 16, true), view.getUint32(at + 24, true)]
    const [nameLength, extraLength] = [view.getUint16(at + 28, true), view.getUint16(at + 30, true)]
    const local = view.getUint32(at + 42, true)
    const name = new TextDecoder().decode(zip.subarray(at + 46, at + 46 + nameLength))
    const start = local + 30 + view.getUint16(local + 26, true) + view.getUint16(local + 28, true)
    const bytes = zip.subarray(start, start + size)
    if (bytes.length !== size || crcOf(bytes) !== crc) throw new Error(`${name} is broken`)
    files.push({ name, bytes, crc })
    at += 46 + nameLength + extraLength
  }
  return files
}

/** @returns the text of each file, under its name */
export const textsOf = (zip: Uint8Array): Record<string, string> =>
  Object.fromEntries(unzip(zip).map(({ name, bytes }) => [name, new TextDecoder().decode(bytes)]))
