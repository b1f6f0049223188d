/** What is used of the browser's own. The types of Workers, by which this file is checked as well, do not have it. */
interface FormRequest {
  readonly status: number
  readonly responseText: string
  readonly upload: { onprogress: (event: { loaded: number; total: number }) => void }
  onload: () => void
  onerror: () => void
  onabort: () => void
  onloadend: () => void
  open: (method: string, url: string) => void
  setRequestHeader: (name: string, value: string) => void
  send: (body: FormData) => void
  abort: () => void
  getAllResponseHeaders: () => string
}
declare const XMLHttpRequest: new () => FormRequest

interface FormOptions {
  headers: Record<string, string>
  /** Hears the share that was sent, 0 to 1. */
  onProgress: ((share: number) => void) | undefined
  signal: AbortSignal | undefined
}

const headersOf = (request: FormRequest): Headers => {
  const headers = new Headers()
  for (const line of request.getAllResponseHeaders().split('\r\n').filter(Boolean)) {
    const colon = line.indexOf(':')
    headers.append(line.slice(0, colon), line.slice(colon + 1))
  }
  return headers
}

/**
 * `fetch` for a form, by XMLHttpRequest: `fetch` does not tell how much of it was sent.
 * @throws what `signal` was aborted with; TypeError when there is no answer
 */
export const sendForm = (
  method: string,
  url: string,
  form: FormData,
  { headers, onProgress, signal }: FormOptions,
): Promise<Response> =>
  new Promise((resolve, reject) => {
    signal?.throwIfAborted()
    const request = new XMLHttpRequest()
    const abort = () => request.abort()
    signal?.addEventListener('abort', abort)
    request.onloadend = () => signal?.removeEventListener('abort', abort)
    request.onload = () => {
      const { status, responseText } = request
      resolve(new Response(responseText || null, { status, headers: headersOf(request) }))
    }
    request.onerror = () => reject(new TypeError('The form could not be sent.'))
    request.onabort = () => reject(signal?.reason)
    request.upload.onprogress = ({ loaded, total }) => onProgress?.(total > 0 ? loaded / total : 0)
    request.open(method, url)
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value)
    request.send(form)
  })
