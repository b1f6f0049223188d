import { maxEmailLength } from './limits.ts'

/** Put into its ASCII form (UTS #46), as a browser does for an address that it opens. */
const asciiDomain = (domain: string): string => {
  const url = `http://${domain}`
  // Other delimiters of a URL would cut the domain short.
  const isHost = !/[\s/?#@:\\%[\]]/.test(domain) && URL.canParse(url)
  if (!isHost) return domain
  // A number would become an IP address.
  const { hostname } = new URL(url)
  return /[a-z]/.test(hostname) ? hostname : domain
}

/** An email as people type it: with a space at its end, which keyboards of phones add, or a domain with umlauts. */
export const typedEmail = (typed: string): string => {
  const value = typed.trim()
  const at = value.lastIndexOf('@') + 1
  const domain = value.slice(at)
  const isConvertible = at > 0 && value.length <= maxEmailLength && /[^\0-\x7f]/.test(domain)
  return isConvertible ? value.slice(0, at) + asciiDomain(domain) : value
}

/** @returns an email as it is stored. A typed text that is no email stays one. */
export const normalEmail = (typed: string): string => typedEmail(typed).toLowerCase()
