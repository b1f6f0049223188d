import type { RequestContext } from '../http/env.ts'
import { ApiError } from '../http/errors.ts'
import { endOfTime } from './ask.ts'
import { ProviderFailure } from './failure.ts'
import { maxPreviewBytes } from './limits.ts'
import { logFailure } from './log-failure.ts'
import { fetchPicture, type Picture } from './picture.ts'
import type { Source } from './provider.ts'
import { providerOfCover } from './providers.ts'

const headersOf = ({ format, bytes }: Picture) => ({
  'Content-Type': `image/${format}`,
  // As covers are: an origin of CORS_ORIGINS may show it.
  'Cross-Origin-Resource-Policy': 'cross-origin',
  'Content-Length': String(bytes.byteLength),
  // The address changes every day.
  'Cache-Control': 'public, max-age=86400, immutable',
})

/**
 * Fetches the preview of a cover from its provider. Nothing of it reaches the client before it is known to be a picture.
 * @throws ApiError `cover_not_found`, `lookup_unavailable`
 */
export const readPreview = async (c: RequestContext, source: Source, coverId: string) => {
  const provider = providerOfCover(c.var.config, source, coverId)
  try {
    const picture = await fetchPicture(c, provider.pictures, provider.previewUrl(coverId), {
      maxBytes: maxPreviewBytes,
      endAt: endOfTime(c),
    })
    if (picture) return { body: new Blob([picture.bytes]).stream(), headers: headersOf(picture) }
  } catch (error) {
    if (!(error instanceof ProviderFailure)) throw error
    logFailure(source, error)
    throw new ApiError('lookup_unavailable')
  }
  throw new ApiError('cover_not_found')
}
