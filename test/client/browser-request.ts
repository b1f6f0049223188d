import { serve } from './service.ts'

export type Responder = (request: Request) => Promise<Response | undefined>

export const serveIt: Responder = async (request) => serve(request)

/** The XMLHttpRequest of a browser. An undefined response is a network error. */
export class BrowserRequest {
  static respond: Responder = serveIt
  status = 0
  responseText = ''
  upload = { onprogress: (_: { loaded: number; total: number }) => {} }
  onload = () => {}
  onerror = () => {}
  onabort = () => {}
  onloadend = () => {}
  #method = ''
  #url = ''
  #hasEnded = false
  #sent = new Headers()
  #received = new Headers()

  open(method: string, url: string) {
    this.#method = method
    this.#url = url
  }

  setRequestHeader(name: string, value: string) {
    this.#sent.append(name, value)
  }

  getAllResponseHeaders() {
    return [...this.#received].map(([name, value]) => `${name}: ${value}\r\n`).join('')
  }

  async send(body: FormData) {
    const request = new Request(this.#url, { method: this.#method, headers: this.#sent, body })
    for (const loaded of [0, 50, 100]) this.upload.onprogress({ loaded, total: 100 })
    const response = await BrowserRequest.respond(request)
    if (!response) return this.#end(this.onerror)
    this.status = response.status
    this.responseText = await response.text()
    this.#received = response.headers
    this.#end(this.onload)
  }

  abort() {
    this.#end(this.onabort)
  }

  #end(event: () => void) {
    if (this.#hasEnded) return
    this.#hasEnded = true
    event()
    this.onloadend()
  }
}
