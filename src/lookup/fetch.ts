import { withinLimit } from '../bindings/time-limit.ts'
import { ProviderFailure } from './failure.ts'
import { allowedUrl, type Hosts } from './hosts.ts'
import { maxRedirects } from './limits.ts'

export interface Outbound {
  hosts: Hosts
  headers: Record<string, string>
  /** For the host of `url` alone, such as a key. A redirect does not get them. */
  secretHeaders?: Record<string, string> | undefined
  maxBytes: number
  /** For all redirects and the body together. None is left if it is 0 or less. */
  timeLimitMs: number
  /** The local server that stands for all hosts, in development. */
  testOrigin: string | undefined
}

export interface Reply {
  status: number
  retryAfter: string | null
  bytes: Uint8Array<ArrayBuffer>
}

const redirects = new Set([301, 302, 303, 307, 308])

/** In development the host becomes the first part of the path. */
const targetOf = (url: URL, testOrigin: string | undefined): string =>
  testOrigin === undefined ? url.href : `${testOrigin}/${url.host}${url.pathname}${url.search}`

const follow = async (url: URL, outbound: Outbound, signal: AbortSignal): Promise<Response> => {
  const { hosts, headers, secretHeaders, testOrigin } = outbound
  let at = url
  for (let followed = 0; followed <= maxRedirects; followed++) {
    const response = await fetch(targetOf(at, testOrigin), {
      redirect: 'manual',
      headers: followed === 0 ? { ...headers, ...secretHeaders } : headers,
      signal,
    })
    if (!redirects.has(response.status)) return response
    const next = allowedUrl(response.headers.get('Location') ?? '', hosts, at)
    await response.body?.cancel()
    if (!next) break
    at = next
  }
  throw new ProviderFailure('redirect')
}

/** @throws ProviderFailure `too_large`, before more than `maxBytes` are in memory: `Content-Length` may be wrong */
const readBody = async (response: Response, maxBytes: number): Promise<Uint8Array<ArrayBuffer>> => {
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of response.body ?? []) {
    length += chunk.byteLength
    if (length > maxBytes) throw new ProviderFailure('too_large')
    chunks.push(chunk)
  }
  const bytes = new Uint8Array(length)
  let at = 0
  for (const chunk of chunks) {
    bytes.set(chunk, at)
    at += chunk.byteLength
  }
  return bytes
}

/**
 * Asks a server of a provider. Follows redirects to its own hosts, by hand: the platform would follow any.
 * @throws ProviderFailure `no_response`, `redirect`, `too_large`
 */
export const fetchBytes = async (url: URL, outbound: Outbound): Promise<Reply> => {
  if (outbound.timeLimitMs <= 0) throw new ProviderFailure('no_response')
  const ending = new AbortController()
  const work = async () => {
    const response = await follow(url, outbound, ending.signal)
    const { status, headers } = response
    const bytes = await readBody(response, outbound.maxBytes)
    return { status, retryAfter: headers.get('Retry-After'), bytes }
  }
  try {
    return await withinLimit('A provider', outbound.timeLimitMs, work())
  } catch (error) {
    throw error instanceof ProviderFailure ? error : new ProviderFailure('no_response')
  } finally {
    // Ends a request that is late, or whose body is not wanted.
    ending.abort()
  }
}
