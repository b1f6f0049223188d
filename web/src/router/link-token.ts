import { signal } from '@preact/signals'

const address = /^(#\/(verify|reset|keep-factors))\?(.*)$/

type LinkPage = 'verify' | 'reset' | 'keep-factors'

// In memory alone: the token is all that its link needs.
const tokens = signal<Readonly<Partial<Record<string, string>>>>({})

/** @returns the token of the mailed link that opened a page; undefined after its use, or when the page was loaded again */
export const linkToken = (page: LinkPage): string | undefined => tokens.value[page]

export const forgetLinkToken = (page: LinkPage): void => {
  tokens.value = { ...tokens.peek(), [page]: undefined }
}

/**
 * Keeps the token of a mailed link.
 * @param hash as in `location.hash`: `#/reset?token=…`
 * @returns the address without the token
 */
export const takeLinkToken = (hash: string): string => {
  const [, path, page, search] = address.exec(hash) ?? []
  if (path === undefined || page === undefined) return hash
  const token = new URLSearchParams(search).get('token')
  if (token) tokens.value = { ...tokens.peek(), [page]: token }
  return path
}
