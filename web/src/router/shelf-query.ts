import { type CategoryFilter, isCategoryFilter } from './categories.ts'
import { type Filters, readFilters } from './filters.ts'
import { english } from './texts.ts'

export const views = ['covers', 'list', 'spines'] as const
export type View = (typeof views)[number]

/** The orders that the toolbar offers. Books without the value come last. */
export const sorts = Object.keys(english.sorts) as Sort[]
export type Sort = keyof typeof english.sorts

const groups = ['series', 'author'] as const
/** Books with the same value stand together below a heading. */
export type Group = (typeof groups)[number]

/** Which books the shelf shows, in which order and view. */
export interface ShelfQuery {
  q: string
  category: CategoryFilter | undefined
  filters: Filters
  sort: Sort
  group: Group | undefined
  view: View
}

export const wholeShelf: ShelfQuery = {
  q: '',
  category: undefined,
  filters: {},
  sort: '-created_at',
  group: undefined,
  view: 'covers',
}

const find = <Item extends string>(items: readonly Item[], text: string | null): Item | undefined =>
  items.find((item) => item === text)

export const readShelfQuery = (parameters: URLSearchParams): ShelfQuery => {
  const category = parameters.get('category')
  return {
    q: parameters.get('q') ?? '',
    category: isCategoryFilter(category) ? category : undefined,
    filters: readFilters(parameters),
    sort: find(sorts, parameters.get('sort')) ?? wholeShelf.sort,
    group: find(groups, parameters.get('group')),
    view: find(views, parameters.get('view')) ?? wholeShelf.view,
  }
}

/** @returns the query as parameters of an address; default values are left out */
export const shelfParameters = (query: ShelfQuery): URLSearchParams => {
  const parameters = new URLSearchParams()
  if (query.q !== '') parameters.set('q', query.q)
  if (query.category) parameters.set('category', query.category)
  for (const [name, value] of Object.entries(query.filters)) parameters.set(name, value)
  if (query.sort !== wholeShelf.sort) parameters.set('sort', query.sort)
  if (query.group) parameters.set('group', query.group)
  if (query.view !== wholeShelf.view) parameters.set('view', query.view)
  return parameters
}

/** Whether the query leaves out books of the library. */
export const isNarrowed = ({ q, category, filters }: ShelfQuery): boolean =>
  q.trim() !== '' || category !== undefined || Object.keys(filters).length > 0
