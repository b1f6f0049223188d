import { describe, expect, it, vi } from 'vitest'
import { NetworkError } from '../../client/index.ts'
import { bookForm } from '../support/makers.ts'
import { errorResponse, offline, openSignedIn, serve } from './service.ts'

describe('an upload without XMLHttpRequest, as in Node', () => {
  it('adds a book and reports the start and the end', async () => {
    const { client, user, count } = await openSignedIn()
    const onProgress = vi.fn()
    const book = await client.upload('POST', '/books', await bookForm({ title: 'Emma' }), { onProgress })
    expect(book).toMatchObject({ title: 'Emma', user_id: user.id })
    expect(onProgress.mock.calls).toEqual([[0], [1]])
    expect(count('POST /books')).toBe(1)
  })

  it('sends its headers', async () => {
    const { client } = await openSignedIn()
    const book = await client.upload('POST', '/books', await bookForm())
    const headers = { 'If-Match': '"7"' }
    const stale = client.upload('PATCH', `/books/${book.id}`, await bookForm(), { headers })
    await expect(stale).rejects.toMatchObject({ status: 412, code: 'version_mismatch' })
  })

  it('is sent again with a new token when the service finds the first invalid', async () => {
    const { client, count, intercept, release } = await openSignedIn()
    intercept('POST /books', () => {
      release('POST /books')
      return errorResponse(401, 'invalid_token')
    })
    const book = await client.upload('POST', '/books', await bookForm({ title: 'Emma' }))
    expect(book.title).toBe('Emma')
    expect(count('POST /books')).toBe(2)
    expect(count('POST /users/refresh')).toBe(1)
  })

  it('is a NetworkError without a response', async () => {
    const { client, intercept } = await openSignedIn()
    intercept('POST /books', offline)
    const onProgress = vi.fn()
    const upload = client.upload('POST', '/books', await bookForm(), { onProgress })
    await expect(upload).rejects.toThrow(NetworkError)
    expect(onProgress.mock.calls).toEqual([[0]])
  })

  it('is aborted', async () => {
    const { client, intercept } = await openSignedIn()
    const aborter = new AbortController()
    intercept('POST /books', async (request) => {
      aborter.abort()
      request.signal.throwIfAborted()
      return serve(request)
    })
    const { signal } = aborter
    const upload = client.upload('POST', '/books', await bookForm(), { signal })
    await expect(upload).rejects.toMatchObject({ name: 'AbortError' })
  })

  it('is not sent when it is aborted before', async () => {
    const { client, count } = await openSignedIn()
    const signal = AbortSignal.abort()
    const upload = client.upload('POST', '/books', await bookForm(), { signal })
    await expect(upload).rejects.toMatchObject({ name: 'AbortError' })
    expect(count('POST /books')).toBe(0)
  })
})
