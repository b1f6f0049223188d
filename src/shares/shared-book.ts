import * as z from 'zod'
import { presentedBookFields } from '../books/presented-book.ts'
import type { SharedRow } from './statements.ts'

const { title, authors, category, series, series_number, rating, review } = presentedBookFields
const coverUrl = z.url().max(2048).nullable()

/** A book as visitors see it. */
export const sharedBook = z
  .object({
    title,
    authors,
    category,
    series,
    series_number,
    image_url: coverUrl.describe('At most 1,200 pixels a side; null for a book without a cover.'),
    thumbnail_url: coverUrl.describe('At most 150 × 150 pixels; null for a book without a cover.'),
    rating: rating.optional().describe('Stars, in quarters; absent unless the owner shows ratings.'),
    review: review.optional().describe('The review; absent unless the owner shows reviews.'),
  })
  .meta({
    id: 'SharedBook',
    description: 'A book as visitors of a shared shelf see it.',
    examples: [
      {
        title: 'Frankenstein',
        authors: ['Mary Shelley'],
        category: 'horror',
        series: null,
        series_number: null,
        image_url: 'https://books.example/covers/AAAAAAAAAAAAAAAAAAAAAA/cover.webp',
        thumbnail_url: 'https://books.example/covers/AAAAAAAAAAAAAAAAAAAAAA/thumb.webp',
        rating: 4.5,
      },
    ],
  })

export type SharedBook = z.output<typeof sharedBook>

/** A book for visitors. A new column stays private until it is named here. */
export const presentSharedBook = (row: SharedRow, publicUrl: string): SharedBook => {
  const coverUrlOf = (file: string) =>
    row.coverKey === null ? null : `${publicUrl}/covers/${row.coverKey}/${file}`
  return {
    title: row.title,
    authors: row.authors,
    category: row.category || null,
    series: row.series,
    series_number: row.seriesNumber,
    image_url: coverUrlOf('cover.webp'),
    thumbnail_url: coverUrlOf('thumb.webp'),
    ...(row.includeRatings && { rating: row.rating }),
    ...(row.includeReviews && { review: row.review ?? '' }),
  }
}
