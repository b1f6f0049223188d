import { type CategoryFilter, isCategoryFilter } from './categories.ts'

type View = 'covers' | 'list'

/** Which books the shelf shows, in which order and view. */
export interface ShelfQuery {
  q: string
  category: CategoryFilter | undefined
  sort: Sort
  view: View
}

export type BookDialog = { kind: 'new' } | { kind: 'read' | 'edit'; id: string }

export type Route =
  /** A dialog opens above the shelf and leaves it unchanged. */
  | { page: 'shelf'; query: ShelfQuery; dialog?: BookDialog }
  | { page: 'import' | 'account' | 'sign-in' | 'sign-up' | 'not-found' }

/** The orders that the toolbar offers. Books without the value come last. */
export const sorts = {
  '-created_at': 'Newest first',
  created_at: 'Oldest first',
  title: 'Title, A to Z',
  '-title': 'Title, Z to A',
  author: 'Author, A to Z',
  series: 'Series, A to Z',
  '-rating': 'Best rated first',
  '-finished_on': 'Last finished first',
  '-published_year': 'Newest edition first',
  published_year: 'Oldest edition first',
  pages: 'Shortest first',
  '-pages': 'Longest first',
} as const

export type Sort = keyof typeof sorts

export const wholeShelf: ShelfQuery = { q: '', category: undefined, sort: '-created_at', view: 'covers' }

const isSort = (text: string | null): text is Sort => text !== null && Object.hasOwn(sorts, text)

const readQuery = (parameters: URLSearchParams): ShelfQuery => {
  const [category, sort] = [parameters.get('category'), parameters.get('sort')]
  return {
    q: parameters.get('q') ?? '',
    category: isCategoryFilter(category) ? category : undefined,
    sort: isSort(sort) ? sort : wholeShelf.sort,
    view: parameters.get('view') === 'list' ? 'list' : 'covers',
  }
}

const readDialog = (segments: string[]): BookDialog | undefined => {
  const [id, action] = segments
  if (id === 'new' && action === undefined) return { kind: 'new' }
  if (!id || segments.length > 2) return undefined
  if (action === undefined) return { kind: 'read', id }
  return action === 'edit' ? { kind: 'edit', id } : undefined
}

/** @param hash as in `location.hash`: `#/books/0192…?category=poetry` */
export const readRoute = (hash: string): Route => {
  const [path = '', search = ''] = hash.replace(/^#/, '').split('?', 2)
  const [page = '', ...rest] = path.split('/').slice(1)
  const query = readQuery(new URLSearchParams(search))
  if (page === '' && rest.length === 0) return { page: 'shelf', query }
  if (page === 'books') {
    const dialog = readDialog(rest)
    return dialog ? { page: 'shelf', query, dialog } : { page: 'not-found' }
  }
  const plain = (['import', 'account', 'sign-in', 'sign-up'] as const).find((name) => name === page)
  return { page: plain && rest.length === 0 ? plain : 'not-found' }
}

const dialogPath = (dialog: BookDialog | undefined): string => {
  if (!dialog) return '#/'
  if (dialog.kind === 'new') return '#/books/new'
  return `#/books/${dialog.id}${dialog.kind === 'edit' ? '/edit' : ''}`
}

/** @returns the address of the shelf with `query`; default values are left out */
export const shelfHref = (query: ShelfQuery, dialog?: BookDialog): string => {
  const parameters = new URLSearchParams()
  if (query.q !== '') parameters.set('q', query.q)
  if (query.category) parameters.set('category', query.category)
  if (query.sort !== wholeShelf.sort) parameters.set('sort', query.sort)
  if (query.view !== wholeShelf.view) parameters.set('view', query.view)
  const search = parameters.toString()
  return dialogPath(dialog) + (search && `?${search}`)
}
