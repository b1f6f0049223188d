import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { NetworkError } from '../../client/index.ts'
import { origin } from '../support/client.ts'
import { bookForm } from '../support/makers.ts'
import { openSignedIn, refusalOf, serve } from './service.ts'

type Answer = (request: Request) => Promise<Response | undefined>

/** What a browser's XMLHttpRequest does with a form; no answer is a network error. */
class BrowserRequest {
  static answer: Answer = serveIt
  status = 0
  responseText = ''
  upload = { onprogress: (_: { loaded: number; total: number }) => {} }
  onload = () => {}
  onerror = () => {}
  onabort = () => {}
  onloadend = () => {}
  #method = ''
  #url = ''
  #isOver = false
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
    const response = await BrowserRequest.answer(request)
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
    if (this.#isOver) return
    this.#isOver = true
    event()
    this.onloadend()
  }
}

async function serveIt(request: Request) {
  return serve(request)
}

beforeEach(() => {
  vi.stubGlobal('XMLHttpRequest', BrowserRequest)
})
afterEach(() => {
  vi.unstubAllGlobals()
  BrowserRequest.answer = serveIt
})

describe('an upload', () => {
  it('adds a book and tells how far it is', async () => {
    const { client, user } = await openSignedIn()
    const onProgress = vi.fn()
    const book = await client.upload('POST', '/books', await bookForm({ title: 'Emma' }), { onProgress })
    expect(book).toMatchObject({ title: 'Emma', user_id: user.id })
    expect(onProgress.mock.calls).toEqual([[0], [0.5], [1]])
  })

  it('brings its headers along', async () => {
    const { client } = await openSignedIn()
    const form = await bookForm()
    const headers = { 'Idempotency-Key': 'a key' }
    const book = await client.upload('POST', '/books', form, { headers })
    expect(await client.upload('POST', '/books', form, { headers })).toEqual(book)
    const stale = client.upload('PATCH', `/books/${book.id}`, form, { headers: { 'If-Match': '"7"' } })
    await expect(stale).rejects.toMatchObject({ status: 412, code: 'version_mismatch' })
  })

  it('is refused as any other request', async () => {
    const { client } = await openSignedIn()
    const form = await bookForm()
    await client.upload('POST', '/books', form)
    await expect(client.upload('POST', '/books', form)).rejects.toMatchObject({
      name: 'ApiError',
      status: 409,
      code: 'title_taken',
      requestId: expect.any(String),
    })
  })

  it('is made once more with a new token when the service finds the first invalid', async () => {
    const { client, count } = await openSignedIn()
    const answer = vi.fn<Answer>(serveIt).mockResolvedValueOnce(refusalOf(401, 'invalid_token'))
    BrowserRequest.answer = answer
    const book = await client.upload('POST', '/books', await bookForm({ title: 'Emma' }))
    expect(book.title).toBe('Emma')
    expect(answer).toHaveBeenCalledTimes(2)
    expect(count('POST /users/refresh')).toBe(1)
  })

  it('is a NetworkError when there is no answer', async () => {
    const { client } = await openSignedIn()
    BrowserRequest.answer = async () => undefined
    await expect(client.upload('POST', '/books', await bookForm())).rejects.toThrow(NetworkError)
  })

  it('is aborted', async () => {
    const { client } = await openSignedIn()
    const aborter = new AbortController()
    const remove = vi.spyOn(aborter.signal, 'removeEventListener')
    BrowserRequest.answer = async () => {
      aborter.abort()
      return undefined
    }
    const { signal } = aborter
    const upload = client.upload('POST', '/books', await bookForm(), { signal })
    await expect(upload).rejects.toMatchObject({ name: 'AbortError' })
    expect(remove).toHaveBeenCalledOnce()
  })

  it('is not even begun when it is aborted already', async () => {
    const { client } = await openSignedIn()
    const answer = vi.fn<Answer>(serveIt)
    BrowserRequest.answer = answer
    const signal = AbortSignal.abort()
    const upload = client.upload('POST', '/books', await bookForm(), { signal })
    await expect(upload).rejects.toMatchObject({ name: 'AbortError' })
    expect(answer).not.toHaveBeenCalled()
  })

  it('imports a library', async () => {
    const { client } = await openSignedIn()
    const form = new FormData()
    form.append(
      'file',
      new File(['title,description,category,created_at\r\nEmma,,romance,\r\n'], 'books.csv'),
    )
    const report = await client.upload('POST', '/books/import', form)
    expect(report).toMatchObject({ mode: 'preview', format: 'bookplate_csv', created: 1 })
  })

  it('goes to the service and nowhere else', async () => {
    const { client } = await openSignedIn()
    const requested = vi.fn<Answer>(serveIt)
    BrowserRequest.answer = requested
    await client.upload('POST', '/books', await bookForm())
    expect(requested.mock.calls[0]?.[0].url).toBe(`${origin}/books`)
  })
})
