import { ApiError } from '../http/errors.ts'
import { readImageHeader } from './image-header.ts'
import { maxCoverBytes, maxUploadPixels, maxUploadSide } from './limits.ts'
import { correctSequentialScans } from './sequential-scans.ts'

/**
 * Checks an upload by its bytes, not by its name or declared type, before anything decodes it.
 * @returns the bytes of a JPEG, PNG, WebP or GIF, with corrected scan parameters
 * @throws ApiError `payload_too_large`, `unsupported_image`, `invalid_image`, `image_too_large`
 */
export const readUpload = async (file: File): Promise<Uint8Array<ArrayBuffer>> => {
  if (file.size > maxCoverBytes) throw new ApiError('payload_too_large')
  const bytes = new Uint8Array(await file.arrayBuffer())
  const header = readImageHeader(bytes)
  switch (header.kind) {
    case 'unsupported':
      throw new ApiError('unsupported_image')
    case 'invalid':
      throw new ApiError('invalid_image')
    case 'image': {
      const { width, height, frames } = header
      if (Math.max(width, height) > maxUploadSide || width * height * frames > maxUploadPixels) {
        throw new ApiError('image_too_large')
      }
      if (header.format === 'jpeg') correctSequentialScans(bytes)
      return bytes
    }
  }
}
