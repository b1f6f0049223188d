/** How long an access token is good for. */
export const accessTokenTtlSeconds = 15 * 60

/** How long verifiers may keep our public keys. A new key is published for this long before it signs. */
export const jwksMaxAgeSeconds = 15 * 60
