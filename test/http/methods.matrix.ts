import { describe, expect, it } from 'vitest'
import { examplePath, nameOf, operations } from '../operations.ts'
import { api, errorOf, request } from '../support/client.ts'
import { newBook, signedIn } from '../support/makers.ts'
import { fetchWith } from '../support/worker.ts'
import { validRequests } from '../valid-requests.ts'

// Every path, also one with a sibling such as `/books/:id`, which would take its last word for an id.
const methodsByPath = [...Map.groupBy(operations, ({ path }) => path)].map(
  ([path, all]) => [path, all.map(({ method }) => method)] as const,
)

/** All methods that reach a Worker, except OPTIONS, which may be a preflight. */
const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'TRACE', 'PROPFIND', 'QUERY', 'PURGE']

const allowedFor = (own: readonly string[]) => (own.includes('GET') ? [...own, 'HEAD'] : [...own])

describe('every path with every method', () => {
  it.each(methodsByPath)('is 405 with a true Allow, or reaches its own route: %s', async (path, own) => {
    const allowed = allowedFor(own)
    for (const method of methods) {
      for (const slash of ['', '/']) {
        const response = await api.send(method, examplePath(path) + slash)
        const isAllowed = allowed.includes(method)
        expect([method, response.status === 405]).toEqual([method, !isAllowed])
        if (isAllowed) continue
        expect(response.headers.get('Allow')?.split(', ').sort()).toEqual(allowed.toSorted())
        if (method === 'HEAD') expect(await response.text()).toBe('')
        else expect(await errorOf(response)).toEqual([405, 'method_not_allowed'])
      }
    }
  })

  it('is 405 for a signed-in reader too, where a sibling takes an id', async () => {
    const as = await signedIn()
    const siblings = methodsByPath.filter(([path]) =>
      methodsByPath.some(
        ([other]) => /:\w+$/.test(other) && other.replace(/:\w+$/, path.split('/').at(-1) ?? '') === path,
      ),
    )
    expect(siblings.map(([path]) => path)).toEqual(expect.arrayContaining(['/books/import', '/books/export']))
    for (const [path, own] of siblings) {
      for (const method of methods.filter((one) => !allowedFor(own).includes(one))) {
        const response = await api.send(method, path, { as })
        expect([path, method, response.status]).toEqual([path, method, 405])
      }
    }
  })

  it('is 404 for a path that does not exist', async () => {
    for (const path of ['/nowhere', '/books/import/more', '/books//', '/covers/x'])
      for (const method of methods)
        expect([path, method, (await api.send(method, path)).status]).toEqual([path, method, 404])
  })
})

describe('HEAD', () => {
  it.each(['/health', '/.well-known/jwks.json', '/users', '/books', '/books/:id', '/nowhere'])(
    'gets the same response as GET, without a body: %s',
    async (path) => {
      const as = await signedIn()
      const concrete = path === '/books/:id' ? `/books/${(await newBook(as)).id}` : path
      const [get, head] = [await api.get(concrete, { as }), await api.head(concrete, { as })]
      expect(head.status).toBe(get.status)
      expect(await head.text()).toBe('')
      const without = (headers: Headers) =>
        [...headers].filter(
          ([name]) => !['x-request-id', 'x-d1-bookmark', 'server-timing', 'content-length'].includes(name),
        )
      expect(without(head.headers)).toEqual(without(get.headers))
    },
  )

  it('requires a token like GET', async () => {
    const response = await api.head('/users')
    expect(response.status).toBe(401)
    expect(response.headers.get('WWW-Authenticate')).toBe('Bearer realm="bookplate"')
  })

  it('is supported by every path that supports GET', async () => {
    for (const { method, path } of operations.filter((operation) => operation.method === 'GET')) {
      const response = await api.head(examplePath(path))
      expect([nameOf({ method, path }), response.status]).not.toEqual([nameOf({ method, path }), 405])
    }
  })
})

describe('a slash at the end', () => {
  it.each(validRequests)('makes no difference: %s', async (_, makeRequest) => {
    const { method, url, headers, body } = await makeRequest('')
    const { pathname, search } = new URL(url)
    const withSlash = request(method, `${pathname}/${search}`, {
      body: body ? await new Response(body).bytes() : undefined,
      headers: Object.fromEntries(headers),
    })
    expect((await fetchWith({}, withSlash)).ok).toBe(true)
  })
})
