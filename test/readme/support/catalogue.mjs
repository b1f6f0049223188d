import { createServer } from 'node:http'

const books = {
  9780141439471: { title: 'Frankenstein', authors: [{ name: 'Mary Shelley' }], number_of_pages: 273 },
  9780141439587: { title: 'Emma', authors: [{ name: 'Jane Austen' }] },
  9780306406157: { title: 'Without Authors' },
}

/** A local server in place of Open Library and of a profile page. @returns its origin, what it got, and how to stop it */
export const startCatalogue = async () => {
  const changes = []
  const server = createServer(async (request, response) => {
    const { pathname, searchParams } = new URL(request.url, 'http://localhost')
    response.writeHead(200, { 'Content-Type': 'application/json' })
    if (request.method === 'PATCH') {
      const body = Buffer.concat(await Array.fromAsync(request)).toString()
      changes.push({ pathname, token: request.headers.authorization, fields: new URLSearchParams(body) })
      return response.end('{}')
    }
    const key = searchParams.get('bibkeys')
    const details = books[key?.replace('ISBN:', '')]
    response.end(JSON.stringify(details ? { [key]: { bib_key: key, details } } : { numFound: 0, docs: [] }))
  })
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
  const close = () => new Promise((resolve) => server.close(resolve))
  return { origin: `http://127.0.0.1:${server.address().port}`, changes, close }
}
