import { ApiError } from '../http/errors.ts'
import { readImageHeader } from './image-header.ts'
import type { CoverFile } from './storage.ts'

export const maxCoverSide = 1200
export const maxThumbSide = 150

// Codes of the Images binding that speak of the service and not of the image: quota used up, not available, out of
// time. Asking again later may help; sending another image would not.
const serviceFailures = new Set([9422, 9423, 9432, 9504, 9505, 9510, 9522, 9524, 9529])

const isServiceFailure = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && serviceFailures.has(Number(error.code))

/** @param side the most pixels of the longer side; a smaller image is not enlarged */
const encode = async (
  images: ImagesBinding,
  image: Uint8Array<ArrayBuffer>,
  side: number,
): Promise<ArrayBuffer> => {
  const result = await images
    .input(new Blob([image]).stream())
    // The binding turns an image upright by its EXIF orientation, and WebP output leaves all metadata behind.
    .transform({ width: side, height: side, fit: 'scale-down' })
    .output({ format: 'image/webp', anim: false })
  return new Response(result.image()).arrayBuffer()
}

// Of the extended header (WebP container specification): ICC profile, Exif, XMP, animation.
const metadataFlags = 0x20 | 0x08 | 0x04 | 0x02

/** Whether a WebP file is a still picture and nothing else, to its last byte. */
const isBare = (file: ArrayBuffer): boolean => {
  const view = new DataView(file)
  const isExtended = view.getUint32(12) === 0x56503858 // "VP8X"
  const isWhole = view.getUint32(4, true) + 8 === file.byteLength
  return isWhole && (!isExtended || (view.getUint8(20) & metadataFlags) === 0)
}

/** Whether `file` is what was asked for: where transformations are off, Images may hand back the upload itself. */
const isOurs = (file: ArrayBuffer, side: number): boolean => {
  const header = readImageHeader(new Uint8Array(file))
  const isWebp = header.kind === 'image' && header.format === 'webp'
  return isWebp && Math.max(header.width, header.height) <= side && isBare(file)
}

/**
 * @param image the bytes of an image that `readUpload` let through
 * @returns the two files of a cover, WebP without metadata, upright: at most 1,200 and 150 px a side
 * @throws ApiError `invalid_image` when it cannot be decoded, `service_unavailable` when Images fails
 */
export const encodeCover = async (
  images: ImagesBinding,
  image: Uint8Array<ArrayBuffer>,
): Promise<Record<CoverFile, ArrayBuffer>> => {
  try {
    const [cover, thumb] = await Promise.all([
      encode(images, image, maxCoverSide),
      encode(images, image, maxThumbSide),
    ])
    if (!isOurs(cover, maxCoverSide) || !isOurs(thumb, maxThumbSide))
      throw new ApiError('service_unavailable')
    return { 'cover.webp': cover, 'thumb.webp': thumb }
  } catch (cause) {
    if (cause instanceof ApiError) throw cause
    throw new ApiError(isServiceFailure(cause) ? 'service_unavailable' : 'invalid_image', { cause })
  }
}
