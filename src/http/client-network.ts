import type { RequestContext } from './env.ts'

/** One customer has a whole /64 of IPv6: the first four groups of an address. */
const networkGroups = 4

const decimalOf = (group: string) => {
  const value = Number.parseInt(group, 16)
  return [value >> 8, value & 0xff]
}

/** @param host of a URL, in brackets: lower case, and `::` for the longest run of zeros @returns the eight groups */
const groupsOf = (host: string): string[] => {
  const [start = [], end = []] = host
    .slice(1, -1)
    .split('::')
    .map((half) => half.split(':').filter(Boolean))
  return [...start, ...Array<string>(8 - start.length - end.length).fill('0'), ...end]
}

/** @returns the host of a URL with this address, in the one form that the standard of URLs gives it */
const hostOf = (address: string): string | undefined => {
  const url = URL.parse(address.includes(':') ? `http://[${address}]/` : `http://${address}/`)
  return url?.host
}

/** @returns the IPv4 address, or the first groups of the IPv6 address; undefined for other text */
const networkOf = (address: string): string | undefined => {
  if (!/^[\d.]+$|^[\da-f]*:[\da-f:.]*$/i.test(address)) return undefined
  const host = hostOf(address)
  if (host === undefined || !host.startsWith('[')) return host
  const groups = groupsOf(host)
  // RFC 4291, section 2.5.5.2: an IPv4 address in IPv6.
  if (groups.slice(0, 6).join() === '0,0,0,0,0,ffff') return groups.slice(6).flatMap(decimalOf).join('.')
  return host === '[::1]' ? '127.0.0.1' : `${groups.slice(0, networkGroups).join(':')}::`
}

/**
 * The network that a request comes from: its IPv4 address, or the /64 of its IPv6 address.
 * @returns undefined for a loopback address. In production no client has one; locally developers and tests have.
 */
export const clientNetwork = (c: Pick<RequestContext, 'req'>): string | undefined => {
  // Cloudflare sets this header on every request and drops the client's own.
  const network = networkOf(c.req.header('CF-Connecting-IP') ?? '')
  return network?.startsWith('127.') ? undefined : network
}
