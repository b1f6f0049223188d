// A local server in place of Open Library. The service calls it at `/<host>/<path>`.
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { fixture } from './reader.mjs'

const frankenstein = {
  title: 'Frankenstein',
  authors: [{ name: 'Mary Shelley' }],
  publishers: ['Penguin'],
  publish_date: '2003',
  number_of_pages: 273,
  languages: [{ key: '/languages/eng' }],
  physical_format: 'Paperback',
  description: 'A modern Prometheus.',
  covers: [1001],
}

const works = {
  emma: [
    { title: 'Emma', author_name: ['Jane Austen'], first_publish_year: 1815, cover_i: 1001 },
    { title: 'Emma and I', author_name: ['Another Writer'], first_publish_year: 1990 },
  ],
}

/** @returns the ISBN of a book of a pile, which the catalogue knows for 1 to 10 */
export const isbnOfPile = (number) => {
  const digits = `97800014${String(number).padStart(4, '0')}`
  const sum = [...digits].reduce((total, digit, at) => total + Number(digit) * (at % 2 ? 3 : 1), 0)
  return digits + ((10 - (sum % 10)) % 10)
}

const pile = Array.from({ length: 10 }, (_, at) => [
  isbnOfPile(at + 1),
  { title: `Book ${at + 1} of the pile`, authors: [{ name: 'A Stacker' }], covers: [1001] },
])

const byIsbn = new Map([['9780141439471', frankenstein], ...pile])

const respond = (path, parameters) => {
  if (path.endsWith('/api/books')) {
    const key = parameters.get('bibkeys')
    const details = byIsbn.get(key?.replace('ISBN:', ''))
    return details ? { [key]: { bib_key: key, details } } : {}
  }
  const q = parameters.get('q') ?? ''
  return q.includes('unavailable') ? undefined : { numFound: 0, docs: works[q.toLowerCase()] ?? [] }
}

/** @returns its origin and a function that stops it */
export const startCatalogue = async () => {
  const cover = readFileSync(fixture('palette.png'))
  const server = createServer(({ url }, response) => {
    const { pathname, searchParams } = new URL(url, 'http://localhost')
    if (pathname.startsWith('/covers.openlibrary.org/')) {
      const isKnown = pathname.includes('/1001-')
      response.writeHead(isKnown ? 200 : 404, { 'Content-Type': 'image/png' })
      return response.end(isKnown ? cover : undefined)
    }
    const json = respond(pathname, searchParams)
    response.writeHead(json ? 200 : 503, { 'Content-Type': 'application/json' })
    return response.end(JSON.stringify(json ?? {}))
  })
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    origin: `http://127.0.0.1:${server.address().port}`,
    close: () => new Promise((resolve) => server.close(resolve)),
  }
}
