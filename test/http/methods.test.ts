import { describe, expect, it } from 'vitest'
import { examplePath, nameOf, operations, validRequests } from '../operations.ts'
import { api, errorOf, request } from '../support/client.ts'
import { newBook, signedIn } from '../support/makers.ts'
import { fetchWith } from '../support/worker.ts'

// For another method, the last word of these paths is the id of a book that does not exist.
const shadowing = ['/books/import', '/books/export']

const methodsByPath = [...Map.groupBy(operations, ({ path }) => path)]
  .filter(([path]) => !shadowing.includes(path))
  .map(([path, all]) => [path, all.map(({ method }) => method)] as const)

describe('a method that a path does not support', () => {
  it.each(methodsByPath)('is 405 with Allow: %s', async (path, methods) => {
    const allowed = methods.includes('GET') ? [...methods, 'HEAD'] : methods
    const others = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'TRACE', 'PROPFIND', 'QUERY', 'PURGE']
    for (const method of others.filter((other) => !allowed.includes(other))) {
      for (const slash of ['', '/']) {
        const response = await api.send(method, examplePath(path) + slash)
        expect(response.headers.get('Allow')?.split(', ').sort()).toEqual(allowed.toSorted())
        expect(await errorOf(response)).toEqual([405, 'method_not_allowed'])
      }
    }
  })

  it.each(methodsByPath.filter(([, methods]) => !methods.includes('GET')))(
    'is 405 for HEAD if the path does not support GET: %s',
    async (path, methods) => {
      const response = await api.head(examplePath(path))
      expect(response.status).toBe(405)
      expect(response.headers.get('Allow')?.split(', ').sort()).toEqual(methods.toSorted())
      expect(await response.text()).toBe('')
    },
  )
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
        [...headers].filter(([name]) => !['x-request-id', 'x-d1-bookmark', 'content-length'].includes(name))
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
    const withSlash = request(method, `${new URL(url).pathname}/`, {
      body: body ? await new Response(body).bytes() : undefined,
      headers: Object.fromEntries(headers),
    })
    expect((await fetchWith({}, withSlash)).ok).toBe(true)
  })
})
