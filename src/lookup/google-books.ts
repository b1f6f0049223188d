import * as z from 'zod'
import { readIsbn } from '../books/isbn.ts'
import { cleanParagraphs, cleanText, type Draft, fullTitle, yearOf } from './found-book.ts'
import { allowedUrl } from './hosts.ts'
import { maxFoundBooks } from './limits.ts'
import { type Ask, type Provider, type Query, urlOf } from './provider.ts'

const api = 'https://www.googleapis.com/books/v1/volumes'
const text = z.string().optional().catch(undefined)
const texts = z.array(z.string()).max(1000).optional().catch(undefined)

const imageLinks = z.object({
  extraLarge: text,
  large: text,
  medium: text,
  small: text,
  thumbnail: text,
  smallThumbnail: text,
})

const volume = z.object({
  id: z.string(),
  volumeInfo: z.object({
    title: text,
    subtitle: text,
    authors: texts,
    publisher: text,
    publishedDate: text,
    description: text,
    industryIdentifiers: z
      .array(z.object({ type: z.string(), identifier: z.string() }))
      .max(100)
      .optional()
      .catch(undefined),
    pageCount: z.number().optional().catch(undefined),
    language: text,
    imageLinks: imageLinks.optional().catch(undefined),
  }),
})

/** Without `items` there is none. */
const volumes = z.object({ kind: z.literal('books#volumes'), items: z.array(volume).max(100).optional() })
const pictures = z.object({ volumeInfo: z.object({ imageLinks: imageLinks.optional().catch(undefined) }) })

const coverId = /^[\w-]{12}$/
const pictureHosts = [
  /^books\.google\.com$/,
  /^bks\d{0,3}\.books\.google\.com$/,
  /^books\.googleusercontent\.com$/,
]

/** The number of 13 digits comes first if a volume has both. */
const isbnsOf = ({ industryIdentifiers = [] }: z.output<typeof volume>['volumeInfo']): string[] =>
  industryIdentifiers
    .filter(({ type }) => type === 'ISBN_13' || type === 'ISBN_10')
    .toSorted((a, b) => (a.type < b.type ? 1 : -1))
    .flatMap(({ identifier }) => readIsbn(identifier.slice(0, 40)) ?? [])

const draftOf = ({ id, volumeInfo }: z.output<typeof volume>): Draft => ({
  title: fullTitle(volumeInfo.title, volumeInfo.subtitle),
  authors: volumeInfo.authors,
  description: cleanParagraphs(volumeInfo.description),
  isbn: isbnsOf(volumeInfo)[0],
  publisher: cleanText(volumeInfo.publisher),
  published_year: yearOf(volumeInfo.publishedDate),
  language: volumeInfo.language === 'un' ? undefined : volumeInfo.language,
  // 0 stands for an unknown number.
  pages: volumeInfo.pageCount,
  coverId: volumeInfo.imageLinks?.thumbnail && coverId.test(id) ? id : undefined,
})

const find = async (ask: Ask, query: Query): Promise<Draft[]> => {
  const url = urlOf(api, {
    q: query.kind === 'isbn' ? `isbn:${query.isbn}` : query.text,
    maxResults: String(maxFoundBooks),
    printType: 'books',
    // Google asks where the reader is, and does not find it out for servers.
    country: 'US',
    fields: `kind,items(id,volumeInfo(${Object.keys(volume.shape.volumeInfo.shape).join(',')}))`,
  })
  const { items = [] } = await ask(url, volumes)
  if (query.kind === 'text') return items.map(draftOf)
  // A search for an ISBN also finds books that quote it.
  const exact = items.find(({ volumeInfo }) => isbnsOf(volumeInfo).includes(query.isbn))
  return exact ? [{ ...draftOf(exact), isbn: query.isbn }] : []
}

/** @returns the largest picture. Only the volume itself has the links of the large ones, and only some volumes have them. */
const coverUrl = async (ask: Ask, id: string): Promise<URL | undefined> => {
  const url = urlOf(`${api}/${id}`, { country: 'US', fields: 'volumeInfo(imageLinks)' })
  const { volumeInfo } = await ask(url, pictures)
  const links = Object.keys(imageLinks.shape).map(
    (name) => volumeInfo.imageLinks?.[name as keyof z.output<typeof imageLinks>],
  )
  return links.map((link) => link && allowedUrl(link, pictureHosts)).find((link) => link instanceof URL)
}

/**
 * https://developers.google.com/books/docs/v1/using
 * @param key of the Google Books API
 */
export const googleBooks = (key: string): Provider => ({
  source: 'google_books',
  data: {
    name: 'google_books data',
    hosts: [/^www\.googleapis\.com$/],
    // A key has 1,000 requests a day, unless Google allows more.
    budget: { requests: 40, windowSeconds: 60 * 60 },
    secretHeaders: { 'X-Goog-Api-Key': key },
  },
  pictures: {
    name: 'google_books pictures',
    hosts: pictureHosts,
    budget: { requests: 240, windowSeconds: 60 },
  },
  coverId,
  find,
  previewUrl: (id) =>
    urlOf('https://books.google.com/books/content', { id, printsec: 'frontcover', img: '1', zoom: '1' }),
  coverUrl,
})
