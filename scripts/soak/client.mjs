/** No response, or one that says that the write may have been done. */
export class Unanswered extends Error {
  name = 'Unanswered'
}
/** The service takes no such request now, and has not done it. */
export class Rejected extends Error {
  name = 'Rejected'
}
/** The response contradicts what was acknowledged, or the contract. */
export class Violation extends Error {
  name = 'Violation'
}

// A request that hangs is a violation of the time limits, but on a busy machine a long queue is not.
const timeoutMs = 60_000

const readBody = async (response) => {
  const bytes = new Uint8Array(await response.arrayBuffer())
  const isJson = response.headers.get('Content-Type')?.startsWith('application/json')
  return isJson ? JSON.parse(new TextDecoder().decode(bytes)) : bytes
}

/** @param {string} url of the service @param {{ requests: number, unavailable: number }} counts */
export const makeClient = (url, counts) => {
  const send = async (method, path, { token, json, form, headers }) => {
    counts.requests += 1
    try {
      const response = await fetch(url + path, {
        method,
        headers: {
          ...headers,
          ...(token && { Authorization: `Bearer ${token}` }),
          ...(json && { 'Content-Type': 'application/json' }),
        },
        body: json ? JSON.stringify(json) : form,
        signal: AbortSignal.timeout(timeoutMs),
      })
      return { status: response.status, headers: response.headers, body: await readBody(response) }
    } catch (cause) {
      throw new Unanswered(`${method} ${path}: ${cause.cause?.code ?? cause.message}`, { cause })
    }
  }

  /**
   * @param {number[]} expected the statuses that fit what was acknowledged
   * @throws Unanswered, Rejected, Violation
   */
  return async (expected, method, path, options = {}) => {
    const response = await send(method, path, options)
    const { status, body } = response
    if (expected.includes(status)) return { ...response, data: body.data, code: body.error?.code }
    const shown = `${method} ${path}: ${status} ${body.error?.code ?? ''}, expected ${expected.join(' or ')}`
    if (status === 503) counts.unavailable += 1
    if (status === 503 || body.error?.code === 'idempotency_in_progress') throw new Unanswered(shown)
    if (status === 429) throw new Rejected(shown)
    throw new Violation(shown)
  }
}

/** @throws Violation unless `condition` holds */
export const must = (condition, message) => {
  if (!condition) throw new Violation(message)
}
