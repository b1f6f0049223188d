import { TimeLimitError, withinLimit } from '../bindings/time-limit.ts'

/** The outcome of an attempt. */
export type Outcome =
  | { kind: 'delivered' }
  /** The receiver wants no more messages: 410. */
  | { kind: 'gone' }
  | { kind: 'failed'; reason: string }

const outcomeOf = (status: number): Outcome => {
  if (status >= 200 && status < 300) return { kind: 'delivered' }
  return status === 410 ? { kind: 'gone' } : { kind: 'failed', reason: `status ${status}` }
}

interface Post {
  url: string
  headers: Record<string, string>
  body: string
  timeLimitMs: number
  /** The local server that stands for all hosts, in development. */
  testOrigin: string | undefined
}

/** In development the host becomes the first part of the path. */
const targetOf = (url: URL, testOrigin: string | undefined): string =>
  testOrigin === undefined ? url.href : `${testOrigin}/${url.host}${url.pathname}${url.search}`

/**
 * Sends a message. Follows no redirect: it could lead to a host that the rules of URLs reject. Reads nothing of the response
 * but its status.
 */
export const post = async ({ url, headers, body, timeLimitMs, testOrigin }: Post): Promise<Outcome> => {
  const ending = new AbortController()
  const work = async () => {
    const response = await fetch(targetOf(new URL(url), testOrigin), {
      method: 'POST',
      redirect: 'manual',
      headers,
      body,
      signal: ending.signal,
    })
    return outcomeOf(response.status)
  }
  try {
    return await withinLimit('A webhook', timeLimitMs, work())
  } catch (error) {
    return { kind: 'failed', reason: error instanceof TimeLimitError ? 'time limit' : 'no connection' }
  } finally {
    // Ends a request that is late, and a response whose body is not wanted.
    ending.abort()
  }
}
