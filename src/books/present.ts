import { isDescriptionHidden } from './old-description.ts'
import type { ListedBook, OwnBook, PublicBook } from './presented-book.ts'
import type { Book, ListedRow, ListRow } from './rows.ts'

type Common = Omit<PublicBook, 'updated_at' | 'description'>

const common = (book: ListRow, publicUrl: string): Common => {
  const coverUrl = (file: string) =>
    book.coverKey === null ? null : `${publicUrl}/covers/${book.coverKey}/${file}`
  return {
    id: book.id,
    user_id: book.userId,
    title: book.title,
    authors: book.authors,
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
    created_at: book.createdAt.toISOString(),
  }
}

/** Most books never change, and a list spends more on formatting instants than on the rest of its rows. */
const instantOf = (at: Date, created: Date, formatted: string): string =>
  at.getTime() === created.getTime() ? formatted : at.toISOString()

const listedOfOwner = (book: ListRow, publicUrl: string) => {
  const seen = common(book, publicUrl)
  return {
    ...seen,
    description: book.description,
    updated_at: instantOf(book.updatedAt, book.createdAt, seen.created_at),
    version: book.version,
    status: book.status,
    rating: book.rating,
    progress: book.progress,
    readings: book.readings,
    tags: book.tags,
    owned: book.owned,
  }
}

/** Another reader's view of versions: changes that this reader cannot see do not count. */
export const publicVersionOf = (
  book: Pick<Book, 'version' | 'updatedAt' | 'privateVersion' | 'publicVersion' | 'publicUpdatedAt'>,
): { version: number; updatedAt: Date } => {
  const { publicVersion, publicUpdatedAt } = book
  return book.privateVersion === book.version && publicVersion !== null && publicUpdatedAt !== null
    ? { version: publicVersion, updatedAt: publicUpdatedAt }
    : { version: book.version, updatedAt: book.updatedAt }
}

/** A book for any reader. A new column stays private until it is named here. */
export const presentPublicBook = (book: ListRow, publicUrl: string): PublicBook => {
  const seen = common(book, publicUrl)
  return {
    ...seen,
    description: isDescriptionHidden(book) ? '' : book.description,
    updated_at: instantOf(publicVersionOf(book).updatedAt, book.createdAt, seen.created_at),
  }
}

/** A book for its owner. */
export const presentOwnBook = (book: Book, publicUrl: string): OwnBook => ({
  ...listedOfOwner(book, publicUrl),
  review: book.review,
  notes: book.notes,
  extra: book.extra,
})

/** A row of a list: the viewer's own book, or another reader's. */
export const presentListRow = (
  book: ListedRow,
  viewerId: string,
  publicUrl: string,
): ListedBook | PublicBook =>
  book.userId === viewerId
    ? { ...listedOfOwner(book, publicUrl), has_review: book.hasReview !== 0, has_notes: book.hasNotes !== 0 }
    : presentPublicBook(book, publicUrl)
