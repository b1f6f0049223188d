const lifetimeDays = 90

/**
 * @param contact a `mailto:` or `https:` address
 * @returns the file of RFC 9116. It expires, because an outdated contact is worse than none.
 */
export const securityTxt = (contact: string, publicUrl: string, now: Date): string => {
  const expiresAt = new Date(now.getTime() + lifetimeDays * 24 * 60 * 60 * 1000)
  const lines = [
    `Contact: ${contact}`,
    `Expires: ${expiresAt.toISOString()}`,
    'Preferred-Languages: en',
    `Canonical: ${publicUrl}/.well-known/security.txt`,
  ]
  return `${lines.join('\r\n')}\r\n`
}
