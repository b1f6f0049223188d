import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { NetworkError } from '../../client/index.ts'
import { origin } from '../support/client.ts'
import { bookForm } from '../support/makers.ts'
import { BrowserRequest, type Responder, serveIt } from './browser-request.ts'
import { errorResponse, openSignedIn } from './service.ts'

beforeEach(() => {
  vi.stubGlobal('XMLHttpRequest', BrowserRequest)
})
afterEach(() => {
  vi.unstubAllGlobals()
  BrowserRequest.respond = serveIt
})

describe('an upload', () => {
  it('adds a book and reports its progress', async () => {
    const { client, user } = await openSignedIn()
    const onProgress = vi.fn()
    const book = await client.upload('POST', '/books', await bookForm({ title: 'Emma' }), { onProgress })
    expect(book).toMatchObject({ title: 'Emma', user_id: user.id })
    expect(onProgress.mock.calls).toEqual([[0], [0.5], [1]])
  })

  it('sends its headers', async () => {
    const { client } = await openSignedIn()
    const form = await bookForm()
    const headers = { 'Idempotency-Key': 'a key' }
    const book = await client.upload('POST', '/books', form, { headers })
    expect(await client.upload('POST', '/books', form, { headers })).toEqual(book)
    const stale = client.upload('PATCH', `/books/${book.id}`, form, { headers: { 'If-Match': '"7"' } })
    await expect(stale).rejects.toMatchObject({ status: 412, code: 'version_mismatch' })
  })

  it('throws the errors of the service', async () => {
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

  it('is sent again with a new token when the service finds the first invalid', async () => {
    const { client, count } = await openSignedIn()
    const respond = vi.fn<Responder>(serveIt).mockResolvedValueOnce(errorResponse(401, 'invalid_token'))
    BrowserRequest.respond = respond
    const book = await client.upload('POST', '/books', await bookForm({ title: 'Emma' }))
    expect(book.title).toBe('Emma')
    expect(respond).toHaveBeenCalledTimes(2)
    expect(count('POST /users/refresh')).toBe(1)
  })

  it('is a NetworkError without a response', async () => {
    const { client } = await openSignedIn()
    BrowserRequest.respond = async () => undefined
    await expect(client.upload('POST', '/books', await bookForm())).rejects.toThrow(NetworkError)
  })

  it('is aborted', async () => {
    const { client } = await openSignedIn()
    const aborter = new AbortController()
    const remove = vi.spyOn(aborter.signal, 'removeEventListener')
    BrowserRequest.respond = async () => {
      aborter.abort()
      return undefined
    }
    const { signal } = aborter
    const upload = client.upload('POST', '/books', await bookForm(), { signal })
    await expect(upload).rejects.toMatchObject({ name: 'AbortError' })
    expect(remove).toHaveBeenCalledOnce()
  })

  it('is not sent when it is aborted before', async () => {
    const { client } = await openSignedIn()
    const respond = vi.fn<Responder>(serveIt)
    BrowserRequest.respond = respond
    const signal = AbortSignal.abort()
    const upload = client.upload('POST', '/books', await bookForm(), { signal })
    await expect(upload).rejects.toMatchObject({ name: 'AbortError' })
    expect(respond).not.toHaveBeenCalled()
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

  it('is sent to the service', async () => {
    const { client } = await openSignedIn()
    const requested = vi.fn<Responder>(serveIt)
    BrowserRequest.respond = requested
    await client.upload('POST', '/books', await bookForm())
    expect(requested.mock.calls[0]?.[0].url).toBe(`${origin}/books`)
  })
})
