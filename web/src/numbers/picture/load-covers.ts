import type { ListedBook } from 'bookplate/client'
import { ignore, isBrowserError } from '../../errors/ignore.ts'

const maxWaitMs = 15_000

/** @returns the decoded image; undefined if it does not arrive in time */
const loadImage = async (url: string, signal: AbortSignal): Promise<HTMLImageElement | undefined> => {
  const image = new Image()
  image.src = url
  const stopped = new Promise<undefined>((resolve) => {
    if (signal.aborted) resolve(undefined)
    signal.addEventListener('abort', () => resolve(undefined), { once: true })
  })
  const decoded = image.decode().then(
    () => image,
    (error) => ignore(isBrowserError)(error),
  )
  const found = await Promise.race([decoded, stopped])
  // Ends the request.
  if (!found) image.removeAttribute('src')
  return found
}

/** @returns the covers by the ids of their books, without those that could not be loaded; and the plate */
export const loadCovers = async (
  books: readonly ListedBook[],
  signal: AbortSignal,
): Promise<{ covers: Map<string, HTMLImageElement>; plate: HTMLImageElement | undefined }> => {
  const limit = AbortSignal.any([signal, AbortSignal.timeout(maxWaitMs)])
  const coverOf = async ({ id, image_url: full, thumbnail_url: thumbnail }: ListedBook) => {
    const found =
      (full && (await loadImage(full, limit))) ||
      (thumbnail && !limit.aborted && (await loadImage(thumbnail, limit)))
    return found ? ([[id, found]] as const) : []
  }
  const [plate, ...found] = await Promise.all([
    loadImage(new URL('../../design/plate.svg', import.meta.url).href, limit),
    ...books.map(coverOf),
  ])
  return { covers: new Map(found.flat()), plate }
}
