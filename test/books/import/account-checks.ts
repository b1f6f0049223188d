/** A book as the API returns it, and the row of the report. */
export interface Imported {
  // biome-ignore lint/suspicious/noExplicitAny: the accounting knows only JSON
  book: any
  issues: { column: string; value: string }[]
}

type Check = (cell: string, { book }: Imported) => boolean

const bare = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')
/** The days that spreadsheets rewrote, by hand. */
const rewritten: Record<string, string> = {
  '4/15/2023': '2023-04-15',
  '2023/4/5': '2023-04-05',
  '21/1/2023': '2023-01-21',
  '45031': '2023-04-15',
}
const days = (cell: string): string[] => (rewritten[cell] ? [rewritten[cell]] : written(cell))
const written = (cell: string): string[] =>
  cell.match(/\d{4}[/-]\d\d[/-]\d\d/g)?.map((day) => day.replaceAll('/', '-')) ?? []
const splits = (cell: string) => cell.split(/[,|&]/).map((part) => part.trim())
const allIn = (parts: string[], list: string[]) => {
  const known = list.map(bare).join('\n')
  return parts.every((part) => known.includes(bare(part)))
}

const authors: Check = (cell, { book }) => allIn(splits(cell), book.authors)
/** A name may be written with its last word first. */
const sortedAuthor: Check = (cell, { book }) => {
  const words = (name: string) =>
    name
      .split(/[\s,]+/)
      .filter(Boolean)
      .map(bare)
      .sort()
      .join(' ')
  return cell.split('|').every((one) => book.authors.some((name: string) => words(name) === words(one)))
}
const status: Record<string, string> = {
  'to-read': 'want_to_read',
  'want to read': 'want_to_read',
  'to read': 'want_to_read',
  wishlist: 'want_to_read',
  'currently-reading': 'reading',
  read: 'read',
  'did-not-finish': 'did_not_finish',
}
const isStatus: Check = (cell, { book }) => status[cell] === book.status || book.tags.includes(cell)
const tags: Check = (cell, imported) =>
  splits(cell).every(
    (tag) =>
      imported.book.tags.some((one: string) => one.toLowerCase() === tag.toLowerCase()) ||
      isStatus(tag, imported),
  )
const withoutHtml = (text: string): string =>
  bare(
    text
      .replace(/<\/?(?:b|br|i|a|div|em|strong|p|spoiler)\b[^>]*>/g, '')
      .replace(/\[return\]/gi, '')
      .replace(/\[[a-z]+:([^|\]]*)\|[^\]]*\]/g, '$1')
      .replace(/&[#\w]+;/g, ''),
  )
const text =
  (field: string): Check =>
  (cell, { book }) =>
    bare(book[field]).includes(withoutHtml(cell)) && book[field] !== ''
const number =
  (field: string): Check =>
  (cell, { book }) =>
    book[field] === Number.parseFloat(cell.replace(/[[\]c]/g, '')) ||
    (Number(cell) === 0 && book[field] === null)
const ends: Check = (cell, { book }) => {
  const found: string[] = book.readings.flatMap((one: Record<string, string | null>) => [
    one.started_on,
    one.finished_on,
  ])
  return days(cell).length > 0 && days(cell).every((day) => found.includes(day))
}
const isbn: Check = (cell, { book }) => {
  const parts = cell
    .split(/[,[\]\s]+/)
    .map((part) => part.replace(/[^\dX]/g, ''))
    .filter(Boolean)
  return parts.every(
    (part) =>
      book.isbn !== null && book.isbn.slice(3, 12) === part.slice(part.length === 13 ? 3 : 0).slice(0, 9),
  )
}
const created: Check = (cell, { book }) => days(cell)[0] === book.created_at.slice(0, 10)
const same =
  (field: string, names: Record<string, unknown>): Check =>
  (cell, { book }) =>
    Object.hasOwn(names, cell) && book[field] === names[cell]
const title: Check = (cell, { book }) => {
  const number = book.series_number === null ? '' : `, #${book.series_number}`
  const forms = [
    book.title,
    `${book.title} (${book.series}${number})`,
    `${book.title} (${book.series}${number.replace(',', '')})`,
  ]
  return forms.some((form) => form === cell.trim())
}
const bindings = {
  Paperback: 'paperback',
  Hardcover: 'hardcover',
  paperback: 'paperback',
  digital: 'ebook',
  audio: 'audiobook',
}

/** For each column, whether a cell stands in its field. */
export const checks: Record<string, Check> = {
  Title: title,
  title,
  Author: (cell, { book }) => bare(book.authors[0] ?? '') === bare(cell),
  'Author l-f': sortedAuthor,
  'Additional Authors': authors,
  Authors: authors,
  authors,
  author_text: authors,
  'Primary Author': sortedAuthor,
  'Secondary Author': sortedAuthor,
  ISBN: isbn,
  ISBN13: isbn,
  'ISBN/UID': isbn,
  ISBNs: isbn,
  isbn,
  isbn_10: isbn,
  isbn_13: isbn,
  'My Rating': number('rating'),
  'Star Rating': number('rating'),
  Rating: number('rating'),
  rating: number('rating'),
  Publisher: text('publisher'),
  publisher: text('publisher'),
  Binding: same('format', bindings),
  Format: same('format', bindings),
  Media: same('format', bindings),
  'Number of Pages': number('pages'),
  'Page Count': number('pages'),
  pages: number('pages'),
  'Year Published': number('published_year'),
  Date: number('published_year'),
  'Date Read': ends,
  'Last Date Read': ends,
  'Dates Read': ends,
  'Date Started': ends,
  start_date: ends,
  finish_date: ends,
  'Date Added': created,
  'Entry Date': created,
  timestamp: created,
  shelf_date: created,
  Bookshelves: tags,
  Tags: tags,
  tags,
  genres: tags,
  'Exclusive Shelf': isStatus,
  'Read Status': isStatus,
  shelf: isStatus,
  Collections: (cell, imported) =>
    splits(cell).every(
      (name) =>
        tags(name, imported) ||
        isStatus(name.toLowerCase(), imported) ||
        (name === 'Your library' && imported.book.owned),
    ),
  'My Review': text('review'),
  Review: text('review'),
  review_content: text('review'),
  'Private Notes': (cell, { book }) => book.notes === cell.trim(),
  'Private Comment': text('notes'),
  Summary: text('description'),
  comments: text('description'),
  series: (cell, { book }) => book.series === cell,
  series_index: number('series_number'),
  languages: same('language', { eng: 'en', deu: 'de', spa: 'es' }),
  Languages: same('language', { English: 'en', German: 'de', Spanish: 'es' }),
  'Read Count': (cell, { book }) => book.readings.length === Number(cell),
  'Owned Copies': (cell, { book }) => book.owned === Number(cell) > 0 && Number(cell) < 2,
  'Owned?': same('owned', { Yes: true, No: false }),
  Copies: (cell, { book }) => book.owned === Number(cell) > 0 && Number(cell) < 2,
}
