/** The part of XMLHttpRequest that is used here. The types of Workers, which also check this file, do not have it. */
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

export type FormRequestConstructor = new () => FormRequest

export interface FormOptions {
  headers: Record<string, string>
  /** Hears the share of the form that is sent, 0 to 1. */
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
 * Sends a form by XMLHttpRequest.
 * @throws the reason of `signal`; TypeError without a response
 */
export const sendByFormRequest = (
  request: FormRequest,
  method: string,
  url: string,
  form: FormData,
  { headers, onProgress, signal }: FormOptions,
): Promise<Response> =>
  new Promise((resolve, reject) => {
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
