import * as z from 'zod'
import { cursorParameter, decodeCursor, limitParameter } from '../http/pagination.ts'
import { text } from '../http/text.ts'
import { filterNames, filterParameters } from './filter-parameters.ts'
import { maxTitleLength } from './limits.ts'
import type { ListOptions } from './listing.ts'
import { columnOf, type ListSort, laterOf, orders, sortColumns, startAt } from './orders.ts'

export const sorts = sortColumns.flatMap((column): ListSort[] => [column, `-${column}`])
const sortsOfAll: ListSort[] = ['created_at', '-created_at', 'title', '-title']

const parameters = z.strictObject({
  limit: limitParameter,
  cursor: cursorParameter.optional(),
  ...filterParameters,
  sort: z
    .enum(sorts)
    .default('-created_at')
    .describe(
      'The order; `-` reverses it. Books without a value are last in both directions. `title` leaves out an article at the ' +
        'start, `author` begins with the last word of the first name, and `finished_on` takes the last reading.',
    ),
  from: text({ min: 1, max: maxTitleLength })
    .optional()
    .meta({
      description:
        'Starts at this place of the order: at a beginning of `title`, `author` or `series`, at a month of `created_at` or ' +
        '`finished_on`, or at a number of `rating`, `published_year` or `pages`.',
      examples: ['m', '2026-10'],
    }),
  scope: z
    .enum(['mine', 'all'])
    .default('mine')
    .describe(
      'Your books, or the books of all readers: these by `created_at` or by the plain `title`, with no filter but `category`.',
    ),
})

type Parameters = z.output<typeof parameters>

const withoutAll = ['from', ...filterNames.filter((name) => name !== 'category')] as const

/** The parameters that a list of all readers does not take. */
const misplaced = (query: Parameters): string[] =>
  query.scope === 'mine'
    ? []
    : [
        ...withoutAll.filter((name) => query[name] !== undefined),
        ...(sortsOfAll.includes(query.sort) ? [] : ['sort']),
      ]

const fromMessage = 'Must be text, a month such as 2026-10, or a number, as the order asks.'

export const bookListQuery = parameters.superRefine((query, context) => {
  for (const name of misplaced(query))
    context.addIssue({ code: 'custom', path: [name], message: 'Works with your own books only.' })
  if (query.from !== undefined && !startAt(query.sort, query.from))
    context.addIssue({ code: 'custom', path: ['from'], message: fromMessage })
})

const positionOf = ({ sort }: Parameters) => z.tuple([orders[columnOf(sort)].position, z.uuid()])

/**
 * @returns what the list selects, where it starts, and one row more than the page
 * @throws ApiError `invalid_cursor`
 */
export const listOptions = (query: Parameters): ListOptions => {
  const { limit, cursor, sort, scope, from, ...filters } = query
  const after = cursor === undefined ? undefined : decodeCursor(cursor, positionOf(query))
  const start = from === undefined ? undefined : startAt(sort, from)
  return { scope, sort, filters, after: laterOf(sort, after, start), limit: limit + 1 }
}

/**
 * Whether a page may read more than its own rows: the own library, or the books of disabled users. No index has the own
 * books of one category by title.
 */
export const isWalk = ({ scope, sort = '-created_at', ...others }: Record<string, string>): boolean =>
  scope === 'all' ||
  !sortsOfAll.some((one) => one === sort) ||
  filterNames.some((name) => others[name] !== undefined && (name !== 'category' || sort.endsWith('title')))
