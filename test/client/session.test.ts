import { describe, expect, it, vi } from 'vitest'
import { createClient, data, NetworkError } from '../../client/index.ts'
import { listed } from '../books/library.ts'
import { api, origin } from '../support/client.ts'
import { fixture, newUser, password } from '../support/makers.ts'
import { errorResponse, offline, open, openSignedIn, serve } from './service.ts'

describe('signing in', () => {
  it('returns the user, and sends requests as this user', async () => {
    const user = await newUser()
    const { client } = open()
    expect(await client.signIn({ email: user.email, password })).toEqual(user)
    expect(client.user).toEqual(user)
    expect(await data(client.api.users.$get())).toEqual(user)
  })

  it('tells the subscribers and the keeper of the refresh token', async () => {
    const user = await newUser()
    const onRefreshToken = vi.fn()
    const { client } = open({ onRefreshToken })
    const listener = vi.fn()
    client.subscribe(listener)
    await client.signIn({ email: user.email, password })
    expect(listener.mock.calls).toEqual([[user]])
    expect(onRefreshToken.mock.calls).toEqual([[expect.stringMatching(/^[\w-]{32,}$/)]])
  })

  it('changes nothing when the password is wrong', async () => {
    const { client, user } = await openSignedIn()
    await expect(client.signIn({ email: user.email, password: 'a wrong one' })).rejects.toMatchObject({
      status: 401,
      code: 'invalid_credentials',
    })
    expect(client.user).toEqual(user)
  })
})

describe('signing out', () => {
  it('forgets the session and ends it in the service', async () => {
    const onRefreshToken = vi.fn()
    const { client } = await openSignedIn({ onRefreshToken })
    const token = onRefreshToken.mock.lastCall?.[0]
    const listener = vi.fn()
    client.subscribe(listener)
    await client.signOut()
    expect(client.user).toBeUndefined()
    expect(listener.mock.calls).toEqual([[undefined]])
    expect(onRefreshToken).toHaveBeenLastCalledWith(undefined)
    const refreshed = await api.post('/users/refresh', { body: { refresh_token: token } })
    expect(await refreshed.json()).toMatchObject({ error: { code: 'invalid_token' } })
    await expect(client.api.users.$get()).rejects.toMatchObject({ code: 'missing_token' })
  })

  it('forgets the session before the response, and throws without one', async () => {
    const { client, intercept } = await openSignedIn()
    intercept('POST /users/logout', offline)
    const signedOut = client.signOut()
    expect(client.user).toBeUndefined()
    await expect(signedOut).rejects.toThrow(NetworkError)
  })

  it('succeeds when the session has ended before', async () => {
    const { client, intercept } = await openSignedIn()
    intercept('POST /users/logout', () => errorResponse(401, 'invalid_token'))
    await client.signOut()
  })

  it('sends nothing without a session', async () => {
    const { client, count } = open()
    await client.signOut()
    expect(count('POST /users/logout')).toBe(0)
  })

  it('stays signed out after a refresh in progress', async () => {
    const { client, intercept } = await openSignedIn()
    const refreshing = Promise.withResolvers<void>()
    const proceed = Promise.withResolvers<void>()
    intercept('GET /users', () => errorResponse(401, 'invalid_token'))
    intercept('POST /users/refresh', async (request) => {
      const response = await serve(request)
      refreshing.resolve()
      await proceed.promise
      return response
    })
    const requested = client.api.users.$get()
    await refreshing.promise
    await client.signOut()
    proceed.resolve()
    await expect(requested).rejects.toMatchObject({ code: 'invalid_token' })
    expect(client.user).toBeUndefined()
  })
})

describe('the user', () => {
  it('is the user of the last response', async () => {
    const { client } = await openSignedIn()
    const listener = vi.fn()
    const unsubscribe = client.subscribe(listener)
    const renamed = await data(client.api.users.$put({ json: { name: 'Mary Wollstonecraft Shelley' } }))
    expect(client.user).toEqual(renamed)
    await client.api.users.$get()
    expect(listener.mock.calls).toEqual([[renamed]])
    unsubscribe()
    await client.signOut()
    expect(listener).toHaveBeenCalledOnce()
  })

  it('is not replaced by a user who signs up', async () => {
    const { client, user } = await openSignedIn()
    const email = `other-${crypto.randomUUID()}@example.com`
    await client.api.users.$post({ json: { name: 'Some Other', email, password } })
    expect(client.user).toEqual(user)
  })
})

describe('a library', () => {
  it('is filled, listed and downloaded', async () => {
    const { client, fetch } = await openSignedIn()
    const book = await data(
      client.api.books.$post({
        form: {
          title: 'Emma',
          description: 'Handsome, clever, and rich.',
          category: 'romance',
          cover_image: await fixture('tiny.png'),
        },
      }),
    )
    expect(book).toMatchObject({ title: 'Emma', thumbnail_url: expect.stringMatching(/thumb\.webp$/) })
    const list = await client.api.books.$get({ query: { limit: '10' } })
    expect(await list.json()).toMatchObject({ data: [listed(book)], page: { next: null } })
    expect(await data(client.api.books.$get({ query: { q: "Emma's" } }))).toEqual([])
    const download = await fetch(await client.downloadUrl('csv'))
    expect(await download.text()).toContain('Emma')
  })

  it('is not reached by a parameter that leads to another route', async () => {
    const { client, count } = await openSignedIn()
    const detour = client.api.books[':id'].$delete({ param: { id: '../users' } })
    await expect(detour).rejects.toThrow('Not a path of the service')
    expect(count('DELETE /users')).toBe(0)
    await expect(client.upload('PUT', '/books/../users', new FormData())).rejects.toThrow('Not a path')
  })
})

it('uses the global fetch by default', async () => {
  vi.stubGlobal('fetch', () => Response.json({ message: 'Up and running.', data: { status: 'ok' } }))
  expect(await data(createClient({ baseUrl: origin }).api.health.$get())).toEqual({ status: 'ok' })
  vi.unstubAllGlobals()
})
