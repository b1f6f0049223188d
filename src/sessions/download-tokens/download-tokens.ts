export const downloadTokenTtlSeconds = 60

const tokenBytes = 32

/** @returns 256 random bits, in base64url */
export const newDownloadToken = (): string =>
  crypto.getRandomValues(new Uint8Array(tokenBytes)).toBase64({ alphabet: 'base64url', omitPadding: true })

/** @returns what of a download token is stored: its SHA-256, in base64url. The token has entropy enough to need no more. */
export const digestDownloadToken = async (token: string): Promise<string> => {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(token))
  return new Uint8Array(digest).toBase64({ alphabet: 'base64url', omitPadding: true })
}
