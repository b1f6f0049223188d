const tokenBytes = 32

/** @returns 256 random bits, in 43 characters of base64url */
export const newRandomToken = (): string =>
  crypto.getRandomValues(new Uint8Array(tokenBytes)).toBase64({ alphabet: 'base64url', omitPadding: true })

/** @returns the SHA-256 of a random token, in base64url, for D1. A random token needs no slow hash. */
export const digestToken = async (token: string): Promise<string> => {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(token))
  return new Uint8Array(digest).toBase64({ alphabet: 'base64url', omitPadding: true })
}
