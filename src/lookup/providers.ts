import type { Config } from '../http/config.ts'
import { ApiError } from '../http/errors.ts'
import { googleBooks } from './google-books.ts'
import { openLibrary } from './open-library.ts'
import type { Provider } from './provider.ts'

/**
 * @returns the configured providers, the first one first
 * @throws ApiError `lookup_unavailable` if lookup is switched off
 */
export const providersOf = ({ lookup: { isOn, googleBooksKey } }: Config): Provider[] => {
  if (!isOn) throw new ApiError('lookup_unavailable')
  return [openLibrary, ...(googleBooksKey === undefined ? [] : [googleBooks(googleBooksKey)])]
}

/**
 * @returns the provider, if it is configured and the id has its form
 * @throws ApiError `lookup_unavailable`; `cover_not_found` for any other source or id
 */
export const providerOfCover = (config: Config, source: string, coverId: string): Provider => {
  const provider = providersOf(config).find((one) => one.source === source)
  if (!provider?.coverId.test(coverId)) throw new ApiError('cover_not_found')
  return provider
}
