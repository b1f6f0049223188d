import ipaddr from 'ipaddr.js'
import type { RequestContext } from './env.ts'

/** One customer has a whole /64 of IPv6. */
const networkBits = 64

/**
 * The network that a request comes from: its IPv4 address, or the /64 of its IPv6 address.
 * @returns undefined for a loopback address. In production no client has one; locally developers and tests have.
 */
export const clientNetwork = (c: Pick<RequestContext, 'req'>): string | undefined => {
  // Cloudflare sets this header on every request and drops the client's own.
  const header = c.req.header('CF-Connecting-IP')
  if (header === undefined || !ipaddr.isValid(header)) return undefined
  const address = ipaddr.process(header)
  if (address.range() === 'loopback') return undefined
  if (address.kind() === 'ipv4') return address.toString()
  return ipaddr.IPv6.networkAddressFromCIDR(`${address}/${networkBits}`).toString()
}
