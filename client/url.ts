/**
 * @returns the URL that every request URL starts with, without a slash at the end
 * @throws TypeError for a URL that requests cannot be made from
 */
export const parseBaseUrl = (written: string): string => {
  const url = URL.canParse(written) ? new URL(written) : undefined
  // `localhost:8787` parses too, as a URL with the scheme `localhost:`.
  if (!url || !['http:', 'https:'].includes(url.protocol)) {
    throw new TypeError(`baseUrl needs a scheme and a host, such as https://books.example: ${written}`)
  }
  if (url.username || url.password) throw new TypeError('baseUrl must not contain a user name or a password.')
  if (url.search || url.hash)
    throw new TypeError(`baseUrl must not contain a query or a fragment: ${written}`)
  return `${url.origin}${url.pathname.replace(/\/+$/, '')}`
}

/**
 * Parameters become part of a path without escaping: the id `../users` would lead to another route.
 * @throws TypeError for a URL that changes when it is parsed
 */
export const parseRequestUrl = (written: string): URL => {
  const url = new URL(written)
  if (url.href !== written) throw new TypeError(`Not a path of the service: ${written}`)
  return url
}
