import { Markup } from '../markup.ts'
import type { SharedBook } from '../shared-book.ts'

/** Inside `<script>`, `<` could end the element, and old parsers of JSON reject the two line separators. */
const inScript = /[<>&\u2028\u2029]/g

const escapeInScript = (json: string): string =>
  json.replace(inScript, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`)

const person = (name: string) => ({ '@type': 'Person', name })

const reviewOf = ({ rating, review }: SharedBook, reader: string) => {
  if (!rating && !review) return {}
  const reviewRating = { '@type': 'Rating', ratingValue: rating, bestRating: 5, worstRating: 0.25 }
  return {
    review: {
      '@type': 'Review',
      author: person(reader),
      ...(rating && { reviewRating }),
      ...(review && { reviewBody: review }),
    },
  }
}

const bookOf = (book: SharedBook, reader: string) => ({
  '@type': 'Book',
  name: book.title,
  ...(book.authors.length > 0 && { author: book.authors.map(person) }),
  ...(book.series && { isPartOf: { '@type': 'BookSeries', name: book.series } }),
  ...(book.series && book.series_number !== null && { position: book.series_number }),
  ...(book.category && { genre: book.category }),
  ...(book.image_url && { image: book.image_url }),
  ...reviewOf(book, reader),
})

/** @returns the books of a page for search engines and other programs (schema.org, JSON-LD) */
export const linkedData = (name: string, url: string, reader: string, books: SharedBook[]): Markup => {
  const data = {
    '@context': 'https://schema.org',
    '@type': 'ItemList',
    name,
    url,
    numberOfItems: books.length,
    itemListElement: books.map((book, at) => ({
      '@type': 'ListItem',
      position: at + 1,
      item: bookOf(book, reader),
    })),
  }
  return new Markup(`<script type="application/ld+json">${escapeInScript(JSON.stringify(data))}</script>`)
}
