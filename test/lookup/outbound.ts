// Stands for the servers of all providers, in Node: every request that the Worker of a test makes comes here, and none
// reaches a network.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { aboutDracula, dracula, volumesOf } from './google-books-data.ts'
import { misbehaviours } from './misbehaviours.ts'
import { emma, frankenstein, persuasion, searchOf } from './open-library-data.ts'

const fixture = (name: string) => readFileSync(join(import.meta.dirname, '../fixtures', name))
const json = (value: unknown, status = 200) => Response.json(value, { status })
const redirect = (location: string) => new Response(null, { status: 302, headers: { Location: location } })

const picture = (name: string, type: string) =>
  new Response(new Uint8Array(fixture(name)), { headers: { 'Content-Type': type } })

const searches: Record<string, unknown[]> = {
  'jane austen': [emma, persuasion],
  'many covers': [1001, 1404, 1101, 1701, 1002].map((cover_i) => ({ ...persuasion, cover_i })),
  // An edition without authors.
  'isbn:9780306406157': [{ ...emma, author_name: ['Of The Work'] }],
}

const search = (q: string) => json(searchOf(...(searches[q.toLowerCase()] ?? [])))

const details: Record<string, unknown> = {
  'ISBN:9780141439471': frankenstein,
  'ISBN:9780306406157': { details: { title: 'Without Authors', number_of_pages: 12 } },
}

const data = (key: string) => json(key in details ? { [key]: details[key] } : {})

const volumes: Record<string, unknown[]> = {
  'isbn:9780199564095': [aboutDracula, dracula],
  'bram stoker': [dracula],
}

const links = {
  thumbnail: 'http://books.google.com/books/content?id=AAAAAAAAAAAA&zoom=1',
  large: 'https://elsewhere.example/large',
  medium: 'http://books.google.com/books/content?id=AAAAAAAAAAAA&zoom=3',
}

/** By the id of the cover. */
const covers: Record<string, () => Response | Promise<Response>> = {
  1001: () => picture('palette.png', 'image/jpeg'),
  1002: () => picture('photo.webp', 'text/html'),
  // As older covers are: in an item of the archive, on the machine that has it.
  1003: () => redirect('http://archive.org/download/olcovers/1003.jpg'),
  // One pixel: the picture of no picture.
  1101: () => picture('tiny.png', 'image/png'),
  1404: () => new Response('not found', { status: 404 }),
  1700: () => picture('script.svg', 'image/jpeg'),
  // The header is right, the pixels are not.
  1708: () => new Response(new Uint8Array(fixture('palette.png')).fill(0, 1000, 5900)),
  1701: () => new Response('<html><script>alert(1)</script>', { headers: { 'Content-Type': 'image/jpeg' } }),
}

/** The first word of a search; after `first` the second word, which concerns the first provider alone. */
const misbehaviourIn = (q: string, hostname: string): string => {
  const [word = '', next = ''] = q.split(' ')
  return word === 'first' && hostname === 'openlibrary.org' ? next : word
}

const respond = (url: URL, request: Request): Response | Promise<Response> => {
  const { hostname, pathname, searchParams } = url
  const q = searchParams.get('q') ?? ''
  const coverId = /\/b\/id\/(\d+)-[ML]\.jpg$/.exec(pathname)?.[1] ?? ''
  // The receivers of webhooks.
  if (hostname.endsWith('.hooks.example.com'))
    return misbehaviours[hostname.split('.')[0] ?? '']?.(url, request) ?? new Response(null, { status: 204 })
  const misbehaviour = misbehaviours[coverId || misbehaviourIn(q, hostname)]
  if (misbehaviour) return misbehaviour(url, request)
  switch (hostname) {
    case 'openlibrary.org':
      return pathname === '/search.json' ? search(q) : data(searchParams.get('bibkeys') ?? '')
    case 'covers.openlibrary.org':
      return covers[coverId]?.() ?? new Response(null, { status: 404 })
    case 'archive.org':
      return redirect('https://ia800100.us.archive.org/view_archive.php?file=1003.jpg')
    case 'ia800100.us.archive.org':
    case 'books.google.com':
      return picture('palette.png', 'image/png')
    case 'www.googleapis.com':
      if (request.headers.get('X-Goog-Api-Key') !== 'key-of-the-tests')
        return json({ error: { code: 403 } }, 403)
      return json(
        pathname.endsWith('/volumes')
          ? volumesOf(...(volumes[q.startsWith('first ') ? 'bram stoker' : q] ?? []))
          : { volumeInfo: { imageLinks: links } },
      )
  }
  return new Response('an unexpected host', { status: 500 })
}

/** With `LOOKUP_ORIGIN` the host is the first part of the path. */
const urlOf = ({ url }: { url: string }): URL =>
  new URL(url.replace(/^http:\/\/localhost:\d+\/([^/]+)/, 'https://$1'))

export const outbound = async (request: Request): Promise<Response> => respond(urlOf(request), request)
