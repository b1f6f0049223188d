/** Secrets and personal data by their form. Values that a test made are searched as well. */
const forms: Record<string, RegExp> = {
  'an email': /[\w.+%-]+@[\w-]+\.[a-z]{2,}/i,
  'a JWT': /\beyJ[\w-]+\./,
  'a refresh token': /bprt_/,
  'a password hash': /\$pbkdf2/i,
  'a token, a digest or a key': /[\w-]{40,}/,
  'a digest in hexadecimal': /\b[\da-f]{32}\b/,
  credentials: /\b(?:Bearer|Basic|JWT) +[\w.~+/=-]{8,}/i,
  'a query': /[?&][\w-]+=/,
}

// A client chooses the id of its request, and gets it back.
const withoutRequestId = (line: string) => line.replace(/"requestId":"[\w=-]*"/, '')

const excerpt = (line: string) => line.slice(0, 500)

/**
 * @param hidden values that no line may hold
 * @returns for each secret in `lines`: its form or its value, and the line
 */
export const secretsIn = (lines: readonly string[], hidden: ReadonlySet<string>): string[] => {
  const found: string[] = []
  const text = lines.join('\n')
  const leaked = [...hidden].filter((value) => text.includes(value))
  for (const value of leaked)
    for (const line of lines.filter((one) => one.includes(value)))
      found.push(`${JSON.stringify(value)} in ${excerpt(line)}`)
  for (const line of lines)
    for (const [name, form] of Object.entries(forms))
      if (form.test(withoutRequestId(line))) found.push(`${name} in ${excerpt(line)}`)
  return found
}
