import { ApiError, NetworkError } from './errors.ts'

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/**
 * @returns the response of `request`, if its status is 2xx or 304
 * @param signal aborts the request
 * @throws ApiError for every other response; NetworkError without a response; the reason of `signal`
 */
export const expectSuccess = async (
  request: () => Promise<Response>,
  signal: AbortSignal | null | undefined,
): Promise<Response> => {
  try {
    const response = await request()
    if (response.ok || response.status === 304) return response
    throw new ApiError(response, parse(await response.text()))
  } catch (cause) {
    signal?.throwIfAborted()
    throw cause instanceof ApiError ? cause : new NetworkError({ cause })
  }
}
