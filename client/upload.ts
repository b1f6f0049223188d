import { type FormOptions, type FormRequestConstructor, sendByFormRequest } from './form-request.ts'

// Browsers have it; Node and service workers do not.
declare const XMLHttpRequest: FormRequestConstructor | undefined

/**
 * Sends a form: by XMLHttpRequest where it exists, because `fetch` does not tell how much it has sent; elsewhere by
 * `fetch`, whose progress is 0 at the start and 1 at the response.
 * @throws the reason of `signal`; TypeError without a response
 */
export const sendForm = async (
  fetch: typeof globalThis.fetch,
  method: string,
  url: string,
  form: FormData,
  options: FormOptions,
): Promise<Response> => {
  const { headers, onProgress, signal } = options
  signal?.throwIfAborted()
  if (typeof XMLHttpRequest !== 'undefined') {
    return sendByFormRequest(new XMLHttpRequest(), method, url, form, options)
  }
  onProgress?.(0)
  const response = await fetch(url, { method, headers, body: form, signal: signal ?? null })
  onProgress?.(1)
  return response
}
