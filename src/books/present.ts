import { isDescriptionHidden } from './old-description.ts'
import type { ListedBook, OwnBook, PublicBook } from './presented-book.ts'
import type { Book, OwnListedRow, Publicity, ShownRow } from './rows.ts'

// `Object.assign` and not a spread: V8 makes a dictionary of an object literal that spreads another and has so many
// members, which takes twenty times as long.

/** The version for other readers: changes that they cannot see do not count. */
export const publicVersionOf = (
  book: Pick<Book, 'version' | 'updatedAt' | 'privateVersion' | 'publicVersion' | 'publicUpdatedAt'>,
): { version: number; updatedAt: Date } => {
  const { publicVersion, publicUpdatedAt } = book
  return book.privateVersion === book.version && publicVersion !== null && publicUpdatedAt !== null
    ? { version: publicVersion, updatedAt: publicUpdatedAt }
    : { version: book.version, updatedAt: book.updatedAt }
}

const presentSeen = (book: ShownRow, description: string, updatedAt: Date, publicUrl: string): PublicBook => {
  const coverUrl = (file: string) =>
    book.coverKey === null ? null : `${publicUrl}/covers/${book.coverKey}/${file}`
  const createdAt = book.createdAt.toISOString()
  // Most books never change, and a list spends more on formatting instants than on the rest of its rows.
  const isChanged = updatedAt.getTime() !== book.createdAt.getTime()
  return {
    id: book.id,
    user_id: book.userId,
    title: book.title,
    authors: book.authors,
    description,
    category: book.category || null,
    series: book.series,
    series_number: book.seriesNumber,
    isbn: book.isbn || null,
    publisher: book.publisher,
    published_year: book.publishedYear,
    language: book.language,
    pages: book.pages,
    format: book.format,
    image_url: coverUrl('cover.webp'),
    thumbnail_url: coverUrl('thumb.webp'),
    created_at: createdAt,
    updated_at: isChanged ? updatedAt.toISOString() : createdAt,
  }
}

/** A book for any reader. A new column stays private until it is named here. */
export const presentPublicBook = (book: ShownRow & Publicity, publicUrl: string): PublicBook =>
  presentSeen(
    book,
    isDescriptionHidden(book) ? '' : book.description,
    publicVersionOf(book).updatedAt,
    publicUrl,
  )

const privateMembers = (book: ShownRow) => ({
  version: book.version,
  status: book.status,
  rating: book.rating,
  progress: book.progress,
  readings: book.readings,
  tags: book.tags,
  owned: book.owned,
})

/** A book for its owner. */
export const presentOwnBook = (book: Book, publicUrl: string): OwnBook =>
  Object.assign(presentSeen(book, book.description, book.updatedAt, publicUrl), privateMembers(book), {
    review: book.review,
    notes: book.notes,
    extra: book.extra,
  })

const hasPublicity = (book: ShownRow): book is ShownRow & Publicity => 'publicVersion' in book

/** A row of a list: the viewer's own book, or another reader's. */
export const presentListRow = (
  book: OwnListedRow,
  viewerId: string,
  publicUrl: string,
): ListedBook | PublicBook => {
  if (book.userId === viewerId)
    return Object.assign(
      presentSeen(book, book.description, book.updatedAt, publicUrl),
      privateMembers(book),
      { has_review: book.hasReview !== 0, has_notes: book.hasNotes !== 0 },
    )
  if (hasPublicity(book)) return presentPublicBook(book, publicUrl)
  throw new Error('A list of own books has the book of another reader')
}
