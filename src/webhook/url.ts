import type { Config } from '../http/config.ts'

/** Names that no public host has: RFC 6761, RFC 6762, RFC 7686, RFC 8375, RFC 9476, and those of private networks. */
const specialUse = [
  ...['localhost', 'local', 'localdomain', 'internal', 'intranet', 'private', 'corp', 'home', 'lan', 'svc'],
  ...['test', 'example', 'invalid', 'onion', 'alt', 'arpa', 'i2p'],
]

/** Public names whose addresses are inside a network: they contain an address, or always lead to the own machine. */
const namesOfAddresses = [
  'nip.io',
  'sslip.io',
  'xip.io',
  'localtest.me',
  'lvh.me',
  'vcap.me',
  'lacolhost.com',
]

const label = /^(?!-)[a-z\d-]{1,63}(?<!-)$/

const isBelow = (hostname: string, domain: string) => hostname === domain || hostname.endsWith(`.${domain}`)

/** @returns the reason why a host may not get messages; undefined for a public name */
const problemOfHost = (hostname: string, publicUrl: string): string | undefined => {
  const labels = hostname.split('.')
  // The parser has turned each form of an IPv4 address into four numbers.
  if (hostname.startsWith('[') || /^\d+$/.test(labels.at(-1) ?? ''))
    return 'Must have the name of a host, not an address.'
  if (labels.length < 2 || hostname.length > 253 || !labels.every((one) => label.test(one)))
    return 'Must have the full name of a public host, such as hooks.example.com.'
  if ([...specialUse, ...namesOfAddresses].some((domain) => isBelow(hostname, domain)))
    return 'Must have the name of a public host.'
  return isBelow(hostname, new URL(publicUrl).hostname) ? 'Must not lead to this service.' : undefined
}

/**
 * Judges a URL by its form alone: a Worker cannot pin the address that a name has, see docs/webhook.md.
 * @returns the problem; undefined for a URL that may get messages
 */
export const problemOfUrl = (text: string, { publicUrl }: Pick<Config, 'publicUrl'>): string | undefined => {
  // The parser would leave some characters out, and take others for a slash or a digit.
  if (!/^[\x21-\x7e]+$/.test(text) || text.includes('\\')) return 'Must be a URL in ASCII, without spaces.'
  if (!URL.canParse(text)) return 'Must be a URL.'
  const { protocol, port, username, password, hostname } = new URL(text)
  if (protocol !== 'https:' || !/^https:\/\/[^/]/i.test(text)) return 'Must begin with https://.'
  if (port !== '') return 'Must have no port but 443.'
  if (username !== '' || password !== '' || text.slice(8).split(/[/?#]/, 1)[0]?.includes('@'))
    return 'Must have no user name or password.'
  if (text.includes('#')) return 'Must have no fragment.'
  return problemOfHost(hostname, publicUrl)
}
