import { type CategoryFilter, isCategoryFilter } from './categories.ts'
import { type Filters, readFilters } from './filters.ts'
import { english } from './texts.ts'

export const views = ['covers', 'list', 'spines'] as const
export type View = (typeof views)[number]

/** The orders that the toolbar offers. Books without the value come last. */
export const sorts = Object.keys(english.sorts) as Sort[]
export type Sort = keyof typeof english.sorts

export const groups = ['series', 'author'] as const
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

/** The order and the view of an address that names neither. */
export type ShelfDefaults = Pick<ShelfQuery, 'sort' | 'view'>

let defaults: ShelfDefaults = wholeShelf

/** Changes the meaning of addresses. `changeDefaults` in location.ts reads the current one again. */
export const setDefaults = ({ sort, view }: ShelfDefaults): void => {
  defaults = { sort, view }
}

const find = <Item extends string>(items: readonly Item[], text: string | null): Item | undefined =>
  items.find((item) => item === text)

export const readShelfQuery = (parameters: URLSearchParams): ShelfQuery => {
  const category = parameters.get('category')
  return {
    q: parameters.get('q') ?? '',
    category: isCategoryFilter(category) ? category : undefined,
    filters: readFilters(parameters),
    sort: find(sorts, parameters.get('sort')) ?? defaults.sort,
    group: find(groups, parameters.get('group')),
    view: find(views, parameters.get('view')) ?? defaults.view,
  }
}

/** Order and view are left out only if another reader sees the same at that address. */
const isImplied = (query: ShelfQuery, name: 'sort' | 'view'): boolean =>
  query[name] === wholeShelf[name] && query[name] === defaults[name]

/**
 * @param isNamed names the order and the view in every case
 * @returns the query as parameters of an address; default values are left out
 */
export const shelfParameters = (query: ShelfQuery, isNamed = false): URLSearchParams => {
  const parameters = new URLSearchParams()
  if (query.q !== '') parameters.set('q', query.q)
  if (query.category) parameters.set('category', query.category)
  for (const [name, value] of Object.entries(query.filters)) parameters.set(name, value)
  if (isNamed || !isImplied(query, 'sort')) parameters.set('sort', query.sort)
  if (query.group) parameters.set('group', query.group)
  if (isNamed || !isImplied(query, 'view')) parameters.set('view', query.view)
  return parameters
}

/** The order of the list. Books of one series or author stand together only in its order. */
export const orderOf = ({ sort, group }: Pick<ShelfQuery, 'sort' | 'group'>): Sort => group ?? sort

/** Whether the query leaves out books of the library. */
export const isNarrowed = ({ q, category, filters }: ShelfQuery): boolean =>
  q.trim() !== '' || category !== undefined || Object.keys(filters).length > 0
