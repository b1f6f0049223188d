const tokenBytes = 32

/** @returns 256 random bits, in base64url */
export const newDownloadToken = (): string =>
  crypto.getRandomValues(new Uint8Array(tokenBytes)).toBase64({ alphabet: 'base64url', omitPadding: true })

/** @returns the SHA-256 of a download token, in base64url, for D1. A random token needs no slow hash. */
export const digestDownloadToken = async (token: string): Promise<string> => {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(token))
  return new Uint8Array(digest).toBase64({ alphabet: 'base64url', omitPadding: true })
}
