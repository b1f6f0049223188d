/** The id of a user as authenticators store it: the 16 bytes of the UUID, in base64url. */
export const userHandle = (userId: string): string => {
  const hex = userId.replaceAll('-', '').match(/../g) ?? []
  const text = String.fromCharCode(...hex.map((byte) => Number.parseInt(byte, 16)))
  return btoa(text).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
}
