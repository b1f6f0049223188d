import { digestToken } from '../auth/random-tokens.ts'

/** Caches ask each time, so that a share is gone as soon as it ends. Search engines are asked not to list it. */
export const shareHeaders = (tag: string) => ({
  ETag: tag,
  'Cache-Control': 'no-cache',
  'X-Robots-Tag': 'noindex' as const,
})

/**
 * The entity tag of a representation. It depends on the key: that of an old address never matches at the new one.
 * @param content all of it, as text
 */
export const tagOf = async (key: string, content: string): Promise<string> =>
  `"${(await digestToken(`${key} ${content}`)).slice(0, 22)}"`
