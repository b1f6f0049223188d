import { type ImageHeader, readImageHeader } from '../covers/image-header.ts'
import { maxUploadPixels, maxUploadSide } from '../covers/limits.ts'
import type { RequestContext } from '../http/env.ts'
import { askServer, type Bounds } from './ask.ts'
import { ProviderFailure } from './failure.ts'
import type { Server } from './provider.ts'

export interface Picture
  extends Pick<Extract<ImageHeader, { kind: 'image' }>, 'format' | 'width' | 'height'> {
  bytes: Uint8Array<ArrayBuffer>
}

/**
 * Fetches a picture, which is judged by its bytes as an upload is: SVG and pages are none.
 * @returns undefined if the provider has no such picture. Some send a picture of one pixel for that.
 * @throws ProviderFailure, DatabaseError
 */
export const fetchPicture = async (
  c: RequestContext,
  server: Server,
  url: URL,
  bounds: Bounds,
): Promise<Picture | undefined> => {
  const { status, bytes } = await askServer(c, server, url, bounds)
  if (status === 404) return undefined
  const header = readImageHeader(bytes)
  if (header.kind !== 'image') throw new ProviderFailure('malformed')
  const { format, width, height, frames } = header
  if (Math.max(width, height) > maxUploadSide || width * height * frames > maxUploadPixels)
    throw new ProviderFailure('too_large')
  return width === 1 || height === 1 ? undefined : { format, width, height, bytes }
}
