/** The hosts of one server: those that the service asks, and those that it may be redirected to. */
export type Hosts = readonly RegExp[]

/**
 * @param location of a redirect, or a link in a response
 * @returns its URL, over https, if the host is on the list. `http` becomes `https`: nothing is ever sent in clear text.
 */
export const allowedUrl = (location: string, hosts: Hosts, base?: URL): URL | undefined => {
  if (!URL.canParse(location, base)) return undefined
  const url = new URL(location, base)
  if (url.protocol === 'http:') url.protocol = 'https:'
  const isPlain = url.protocol === 'https:' && url.port === '' && url.username === '' && url.password === ''
  return isPlain && hosts.some((host) => host.test(url.hostname)) ? url : undefined
}
