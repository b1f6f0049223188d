import { readShelfQuery, type ShelfQuery, shelfParameters } from './shelf-query.ts'

const ways = ['photo', 'scan', 'search', 'hand'] as const
/** How a new book begins. */
export type Way = (typeof ways)[number]

export type BookDialog =
  /** Without a way, the reader chooses one. */
  { kind: 'new'; way?: Way } | { kind: 'read' | 'edit'; id: string }

const plainPages = [
  'import',
  'account',
  'admin',
  'sign-in',
  'sign-up',
  'forgot',
  'verify',
  'reset',
  'keep-factors',
] as const
type PlainPage = (typeof plainPages)[number]

export type Route =
  /** A dialog opens above the shelf and leaves it unchanged. */
  | { page: 'shelf'; query: ShelfQuery; dialog?: BookDialog }
  /** @property year undefined for all time */
  | { page: 'numbers'; year?: number }
  | { page: PlainPage | 'not-found' }

const readDialog = (segments: string[]): BookDialog | undefined => {
  const [id, action] = segments
  if (!id || segments.length > 2) return undefined
  if (id === 'new') {
    const way = ways.find((name) => name === action)
    if (action === undefined) return { kind: 'new' }
    return way && { kind: 'new', way }
  }
  if (action === undefined) return { kind: 'read', id }
  return action === 'edit' ? { kind: 'edit', id } : undefined
}

const readNumbers = (segments: string[]): Route => {
  const [year] = segments
  if (year === undefined) return { page: 'numbers' }
  return segments.length === 1 && /^\d{4}$/.test(year)
    ? { page: 'numbers', year: Number(year) }
    : { page: 'not-found' }
}

/** @param hash as in `location.hash`: `#/books/0192…?category=poetry` */
export const readRoute = (hash: string): Route => {
  const [path = '', search = ''] = hash.replace(/^#/, '').split('?', 2)
  const [page = '', ...rest] = path.split('/').slice(1)
  const query = readShelfQuery(new URLSearchParams(search))
  if (page === '' && rest.length === 0) return { page: 'shelf', query }
  if (page === 'books') {
    const dialog = readDialog(rest)
    return dialog ? { page: 'shelf', query, dialog } : { page: 'not-found' }
  }
  if (page === 'numbers') return readNumbers(rest)
  const plain = plainPages.find((name) => name === page)
  return { page: plain && rest.length === 0 ? plain : 'not-found' }
}

const dialogPath = (dialog: BookDialog | undefined): string => {
  if (!dialog) return '#/'
  if (dialog.kind === 'new') return dialog.way ? `#/books/new/${dialog.way}` : '#/books/new'
  return `#/books/${dialog.id}${dialog.kind === 'edit' ? '/edit' : ''}`
}

/** @returns the address of the shelf with `query`; default values are left out, unless it `isNamed` */
export const shelfHref = (query: ShelfQuery, dialog?: BookDialog, isNamed = false): string => {
  const search = shelfParameters(query, isNamed).toString()
  return dialogPath(dialog) + (search && `?${search}`)
}

/** @param year undefined for all time */
export const numbersHref = (year?: number): string => (year === undefined ? '#/numbers' : `#/numbers/${year}`)
