import { readGifHeader } from './image-header/gif.ts'
import { readJpegHeader } from './image-header/jpeg.ts'
import { readPngHeader } from './image-header/png.ts'
import { readWebpHeader } from './image-header/webp.ts'

type ImageFormat = 'jpeg' | 'png' | 'webp' | 'gif'

export type ImageHeader =
  | { kind: 'image'; format: ImageFormat; width: number; height: number; frames: number }
  | { kind: 'unsupported' }
  | { kind: 'invalid' }

const readers = { jpeg: readJpegHeader, png: readPngHeader, webp: readWebpHeader, gif: readGifHeader }

/**
 * Reads the header of an uploaded file from its bytes, in one linear walk, before anything decodes it. Never throws.
 *
 * `width` and `height` are in pixels and at least 1, as stored: EXIF orientation is not applied. Each is the largest that
 * any decoder could see. `frames` is at least 1. This function checks no limit: a PNG may claim 2³¹ − 1 pixels a side.
 *
 * `unsupported`: the magic bytes belong to none of the four formats. `invalid`: they do, but the structure is broken.
 * An `image` can still fail to decode, because compressed data and checksums are not checked.
 *
 * Sources: ITU-T T.81 (JPEG), W3C PNG Third Edition (with APNG), RFC 9649 (WebP), GIF87a and GIF89a.
 */
export function readImageHeader(bytes: Uint8Array): ImageHeader {
  const format = formatOf(bytes)
  if (format === undefined) return { kind: 'unsupported' }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const image = readers[format](view)
  return image === undefined ? { kind: 'invalid' } : { kind: 'image', format, ...image }
}

function formatOf(bytes: Uint8Array): ImageFormat | undefined {
  const start = String.fromCharCode(...bytes.subarray(0, 12))
  if (start.startsWith('\xff\xd8\xff')) return 'jpeg'
  if (start.startsWith('\x89PNG\r\n\x1a\n')) return 'png'
  if (start.startsWith('RIFF') && start.endsWith('WEBP', 12)) return 'webp'
  if (start.startsWith('GIF87a') || start.startsWith('GIF89a')) return 'gif'
  return undefined
}
