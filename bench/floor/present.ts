/** A book as D1 returns it. */
export interface Row {
  id: string
  user_id: string
  title: string
  authors: string
  description: string
  category: string
  series: string | null
  series_number: number | null
  isbn: string
  publisher: string | null
  published_year: number | null
  language: string | null
  pages: number | null
  format: string | null
  cover_key: string | null
  created_at: number
  updated_at: number
  version: number
  status: string | null
  rating: number | null
  progress: number | null
  readings: string
  tags: string
  owned: number | null
  review: string
  notes: string
  extra: string
  has_review: number
  has_notes: number
}

const presentListed = (row: Row, publicUrl: string) => ({
  id: row.id,
  user_id: row.user_id,
  title: row.title,
  authors: JSON.parse(row.authors),
  description: row.description,
  category: row.category || null,
  series: row.series,
  series_number: row.series_number,
  isbn: row.isbn || null,
  publisher: row.publisher,
  published_year: row.published_year,
  language: row.language,
  pages: row.pages,
  format: row.format,
  image_url: `${publicUrl}/covers/${row.cover_key}/cover.webp`,
  thumbnail_url: `${publicUrl}/covers/${row.cover_key}/thumb.webp`,
  created_at: new Date(row.created_at).toISOString(),
  updated_at: new Date(row.updated_at).toISOString(),
  version: row.version,
  status: row.status,
  rating: row.rating,
  progress: row.progress,
  readings: JSON.parse(row.readings),
  tags: JSON.parse(row.tags),
  owned: row.owned === null ? null : row.owned === 1,
})

export const presentInList = (row: Row, publicUrl: string) => ({
  ...presentListed(row, publicUrl),
  has_review: row.has_review === 1,
  has_notes: row.has_notes === 1,
})

export const present = (row: Row, publicUrl: string) => ({
  ...presentListed(row, publicUrl),
  review: row.review,
  notes: row.notes,
  extra: JSON.parse(row.extra),
})

const listedColumns = [
  ...['id', 'user_id', 'title', 'authors', 'description', 'category', 'series', 'series_number', 'isbn'],
  ...['publisher', 'published_year', 'language', 'pages', 'format', 'cover_key', 'created_at', 'updated_at'],
  ...['version', 'status', 'rating', 'progress', 'readings', 'tags', 'owned'],
].map((name) => `books.${name}`)

export const columnsInList = [
  ...listedColumns,
  'octet_length(books.review) > 0 as has_review',
  'octet_length(books.notes) > 0 as has_notes',
].join()
export const columns = [...listedColumns, 'books.review', 'books.notes', 'books.extra'].join()
