import type { CallerContext } from '../auth/caller.ts'
import { asCaller } from '../auth/live-caller.ts'
import { selectOwnBook } from '../books/statements.ts'
import { updateWithCover } from '../books/update.ts'
import { maxCoverBytes } from '../covers/limits.ts'
import { ApiError } from '../http/errors.ts'
import { asker, endOfTime } from './ask.ts'
import { ProviderFailure } from './failure.ts'
import { logFailure } from './log-failure.ts'
import { fetchPicture, type Picture } from './picture.ts'
import type { Provider } from './provider.ts'
import { providerOfCover } from './providers.ts'
import { requireCount } from './require-count.ts'
import { readerCount } from './statements.ts'

/** @throws ApiError `lookup_unavailable`, `cover_not_found` */
export const fetchCover = async (c: CallerContext, provider: Provider, coverId: string): Promise<Picture> => {
  try {
    const url = await provider.coverUrl(asker(c, provider.data, endOfTime(c)), coverId)
    const picture =
      url && (await fetchPicture(c, provider.pictures, url, { maxBytes: maxCoverBytes, endAt: endOfTime(c) }))
    if (picture) return picture
  } catch (error) {
    if (!(error instanceof ProviderFailure)) throw error
    logFailure(provider.source, error)
    throw new ApiError('lookup_unavailable')
  }
  throw new ApiError('cover_not_found')
}

/**
 * Gives a book of the caller a cover of a provider, in the way of an upload.
 * @throws ApiError `book_not_found`, `cover_not_found`, `lookup_unavailable`, `rate_limited`, and those of an upload
 */
export const takeCover = async (
  c: CallerContext,
  id: string,
  { source, cover_id }: { source: string; cover_id: string },
) => {
  const provider = providerOfCover(c.var.config, source, cover_id)
  const { caller } = c.var
  const { own, ...count } = await asCaller(c.var, {
    own: selectOwnBook(caller, id),
    ...readerCount(caller, 'cover'),
  })
  if (!own[0]) throw new ApiError('book_not_found')
  requireCount(count, caller.at)
  const { bytes } = await fetchCover(c, provider, cover_id)
  try {
    return await updateWithCover(c, id, undefined, {}, new File([bytes], 'cover'))
  } catch (error) {
    // The header is right, but the picture is broken: not by the client.
    if (error instanceof ApiError && error.code === 'invalid_image') throw new ApiError('lookup_unavailable')
    throw error
  }
}
