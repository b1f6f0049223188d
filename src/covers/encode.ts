import { withinLimit } from '../bindings/time-limit.ts'
import { ApiError } from '../http/errors.ts'
import { readImageHeader } from './image-header.ts'
import { maxCoverSide, maxShelfSide, maxThumbnailSide } from './limits.ts'
import type { CoverFile } from './storage.ts'

/** The longest side of each file of a cover, in pixels. */
const sides = {
  'cover.webp': maxCoverSide,
  'thumb.webp': maxThumbnailSide,
  'shelf.webp': maxShelfSide,
} as const satisfies Record<CoverFile, number>

// Error codes of Images that concern the picture: it is none, has too many pixels, or is of an unsupported format. All
// others concern the service, for example a used-up quota. 9402 may be either, and 9523 is any unexpected response.
const pictureCodes = new Set([9412, 9413, 9520])

/** @returns whether another attempt with the same picture would fail as well */
const isAboutPicture = (error: unknown): boolean => {
  if (!(error instanceof Error && 'code' in error)) return false
  // The local runtime reports a picture that its decoder cannot read as 9523, with the decoder's stack in the message.
  return pictureCodes.has(Number(error.code)) || error.message.includes('at Sharp.toBuffer')
}

/** @param side the most pixels of the longer side. A smaller image is not enlarged. */
const transform = async (
  images: ImagesBinding,
  image: Uint8Array<ArrayBuffer>,
  side: number,
): Promise<ArrayBuffer> => {
  const result = await images
    .input(new Blob([image]).stream())
    // The binding turns an image upright by its EXIF orientation, and its WebP output has no metadata.
    .transform({ width: side, height: side, fit: 'scale-down' })
    .output({ format: 'image/webp', anim: false })
  return new Response(result.image()).arrayBuffer()
}

/** The bytes of the result are part of the call: they may hang as well. */
const encode = (images: ImagesBinding, image: Uint8Array<ArrayBuffer>, side: number, timeLimitMs: number) =>
  withinLimit(`Images output ${side}`, timeLimitMs, transform(images, image, side))

// Flags of the extended header (WebP container specification): ICC profile, Exif, XMP, animation.
const metadataFlags = 0x20 | 0x08 | 0x04 | 0x02

/** @returns whether a WebP file is one still picture without metadata or trailing bytes */
const isBare = (file: ArrayBuffer): boolean => {
  const view = new DataView(file)
  const isExtended = view.getUint32(12) === 0x56503858 // "VP8X"
  const isWhole = view.getUint32(4, true) + 8 === file.byteLength
  return isWhole && (!isExtended || (view.getUint8(20) & metadataFlags) === 0)
}

/** @returns whether Images encoded `file`. Where transformations are switched off, it may return the upload itself. */
const isEncoded = (file: ArrayBuffer, side: number): boolean => {
  const header = readImageHeader(new Uint8Array(file))
  const isWebp = header.kind === 'image' && header.format === 'webp'
  return isWebp && Math.max(header.width, header.height) <= side && isBare(file)
}

/**
 * @param image the bytes of an image that `readUpload` accepted
 * @returns the files of a cover, WebP without metadata, upright: at most 1,200, 150 and 480 px a side
 * @throws ApiError `invalid_image` when it cannot be decoded, `service_unavailable` when Images fails or does not respond
 *   in time
 */
export const encodeCover = async (
  images: ImagesBinding,
  image: Uint8Array<ArrayBuffer>,
  timeLimitMs: number,
): Promise<Record<CoverFile, ArrayBuffer>> => {
  const encodeFile = async (file: CoverFile) => {
    const encoded = await encode(images, image, sides[file], timeLimitMs)
    if (!isEncoded(encoded, sides[file])) throw new ApiError('service_unavailable')
    return encoded
  }
  try {
    const [cover, thumb, shelf] = await Promise.all([
      encodeFile('cover.webp'),
      encodeFile('thumb.webp'),
      encodeFile('shelf.webp'),
    ])
    return { 'cover.webp': cover, 'thumb.webp': thumb, 'shelf.webp': shelf }
  } catch (cause) {
    if (cause instanceof ApiError) throw cause
    throw new ApiError(isAboutPicture(cause) ? 'invalid_image' : 'service_unavailable', { cause })
  }
}
