import { Unreadable } from './unreadable.ts'

/** The encoding of a text file. */
export interface Encoding {
  label: 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252'
  /** Where the text starts, behind the byte order mark. */
  start: number
  /** Whether some bytes are not valid. They become U+FFFD. */
  isDamaged: boolean
}

const blockBytes = 64 * 1024

const startsWith = (bytes: Uint8Array, start: readonly number[]): boolean =>
  start.every((byte, index) => bytes[index] === byte)

/** ZIP, of which an xlsx and an ods are one; and the container of an old xls. */
const workbooks = [
  [0x50, 0x4b, 0x03, 0x04],
  [0x50, 0x4b, 0x05, 0x06],
  [0xd0, 0xcf, 0x11, 0xe0],
]

/** @returns the text of the file, decoded block by block: a file of 20 MiB takes no second copy of itself */
export function* decodeBlocks(bytes: Uint8Array, { label, start }: Encoding): Generator<string> {
  const decoder = new TextDecoder(label, { fatal: false, ignoreBOM: true })
  for (let at = start; at < bytes.length; at += blockBytes) {
    const isLast = at + blockBytes >= bytes.length
    yield decoder.decode(bytes.subarray(at, at + blockBytes), { stream: !isLast })
  }
}

const isValid = (bytes: Uint8Array, label: Encoding['label']): boolean => {
  const decoder = new TextDecoder(label, { fatal: true, ignoreBOM: true })
  try {
    for (let at = 0; at < bytes.length; at += blockBytes)
      decoder.decode(bytes.subarray(at, at + blockBytes), { stream: true })
    decoder.decode()
    return true
  } catch {
    return false
  }
}

/** Unpaired surrogates and an odd byte are damage. */
const utf16 = (bytes: Uint8Array, label: 'utf-16le' | 'utf-16be', start: number): Encoding => ({
  label,
  start,
  isDamaged: !isValid(bytes.subarray(start), label),
})

/** Counts zero bytes at even and odd places. UTF-16 has one in each character of Latin letters. */
const zerosIn = (bytes: Uint8Array): [number, number] => {
  const zeros: [number, number] = [0, 0]
  for (let index = 0; index < bytes.length; index++)
    if (bytes[index] === 0) zeros[index % 2 === 0 ? 0 : 1] += 1
  return zeros
}

/** Whether bytes of invalid UTF-8 look like UTF-8 with some damage: most letters that are not ASCII are whole. */
const isMostlyUtf8 = (bytes: Uint8Array): boolean => {
  let whole = 0
  let broken = 0
  for (let at = 0; at < bytes.length; ) {
    const lead = bytes[at] ?? 0
    const size = lead < 0x80 ? 1 : lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : lead >= 0xc2 ? 2 : 0
    let end = at + 1
    while (end < at + size && ((bytes[end] ?? 0) & 0xc0) === 0x80) end += 1
    if (lead >= 0x80) {
      if (size > 1 && end === at + size) whole += 1
      else broken += 1
    }
    at = end
  }
  return whole > broken
}

/**
 * @returns the encoding of a file that a site or a spreadsheet wrote: a byte order mark names it, zero bytes tell UTF-16, and
 *   text that is not UTF-8 is in Windows-1252, which has all characters of Latin-1
 * @throws Unreadable `workbook`, `not_text`
 */
export const encodingOf = (bytes: Uint8Array): Encoding => {
  if (workbooks.some((start) => startsWith(bytes, start))) throw new Unreadable('workbook')
  if (startsWith(bytes, [0xef, 0xbb, 0xbf]))
    return { label: 'utf-8', start: 3, isDamaged: !isValid(bytes.subarray(3), 'utf-8') }
  if (startsWith(bytes, [0xff, 0xfe])) return utf16(bytes, 'utf-16le', 2)
  if (startsWith(bytes, [0xfe, 0xff])) return utf16(bytes, 'utf-16be', 2)
  const head = bytes.subarray(0, 2000)
  const [even, odd] = zerosIn(head)
  if (odd > head.length / 4 && even < odd / 4) return utf16(bytes, 'utf-16le', 0)
  if (even > head.length / 4 && odd < even / 4) return utf16(bytes, 'utf-16be', 0)
  if (isValid(bytes, 'utf-8')) return { label: 'utf-8', start: 0, isDamaged: false }
  if (even + odd > 0) throw new Unreadable('not_text')
  if (isMostlyUtf8(bytes)) return { label: 'utf-8', start: 0, isDamaged: true }
  return { label: 'windows-1252', start: 0, isDamaged: false }
}
