import * as z from 'zod'

const keyBytes = 16

/** @returns 128 random bits, in 22 characters of base64url */
export const newShareKey = (): string =>
  crypto.getRandomValues(new Uint8Array(keyBytes)).toBase64({ alphabet: 'base64url', omitPadding: true })

/** The key of a share in a path. Other text is the key of no share. */
export const shareKey = z
  .string()
  .length(22)
  .regex(/^[\w-]*$/)
  .meta({ description: '128 random bits, in base64url.', examples: ['AAAAAAAAAAAAAAAAAAAAAA'] })

/** @returns the addresses of a share: its page, its books as JSON, and its feed */
export const shareUrls = (publicUrl: string, key: string) => ({
  url: `${publicUrl}/s/${key}`,
  json_url: `${publicUrl}/shares/${key}`,
  feed_url: `${publicUrl}/shares/${key}/feed.xml`,
})
