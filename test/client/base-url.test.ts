import { describe, expect, it } from 'vitest'
import { createClient, data } from '../../client/index.ts'
import { listed } from '../books/library.ts'
import { origin } from '../support/client.ts'
import { bookForm, newUser, password } from '../support/makers.ts'
import { serve } from './service.ts'

describe('a base URL with a path', () => {
  const base = `${origin}/books-api`

  /** A proxy that has the service below `/books-api`. */
  const proxy: typeof fetch = async (input, init) => {
    const request = new Request(input, init)
    expect(request.url).toMatch(`${base}/`)
    return serve(new Request(request.url.replace(base, origin), request))
  }

  it.each([base, `${base}/`])('is kept in every request: %s', async (baseUrl) => {
    const user = await newUser()
    const client = createClient({ baseUrl, fetch: proxy })
    await client.signIn({ email: user.email, password })
    const book = await client.upload('POST', '/books', await bookForm())
    expect(await data(client.api.books.$get({ query: {} }))).toEqual([listed(book)])
    expect(await client.downloadUrl('csv')).toMatch(`${base}/books/export?format=csv&token=`)
    const renamed = await data(client.api.users.$patch({ json: { name: 'Mary Godwin' } }))
    expect(client.user).toEqual(renamed)
    await client.signOut()
  })

  it('is not left by a parameter', async () => {
    const client = createClient({ baseUrl: base, fetch: proxy })
    const detour = client.api.books[':id'].$get({ param: { id: '../../users' } })
    await expect(detour).rejects.toThrow('Not a path of the service')
  })
})

describe('a wrong base URL', () => {
  it.each([
    ['localhost:8787', 'needs a scheme'],
    ['books.example', 'needs a scheme'],
    ['/books-api', 'needs a scheme'],
    ['', 'needs a scheme'],
    ['ftp://books.example', 'needs a scheme'],
    ['https://books.example/?key=1', 'a query'],
    ['https://books.example/#top', 'a fragment'],
  ])('is a TypeError at once: %s', (baseUrl, message) => {
    expect(() => createClient({ baseUrl })).toThrow(TypeError)
    expect(() => createClient({ baseUrl })).toThrow(message)
    expect(() => createClient({ baseUrl })).toThrow(`: ${baseUrl}`)
  })

  it('is a TypeError without the password that it contains', () => {
    const open = () => createClient({ baseUrl: 'https://mary:monster@books.example' })
    expect(open).toThrow('must not contain a user name or a password.')
    expect(open).not.toThrow('monster')
  })
})
