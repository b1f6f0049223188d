import * as z from 'zod'
import { asCaller } from '../../auth/live-caller.ts'
import { selectFinished } from '../../books/stats/statements.ts'
import { statsOf } from '../../books/stats/stats.ts'
import { maxShownAuthors, maxShownMonths } from '../limits.ts'
import { notice, withoutEmpty } from '../shown-book.ts'
import { tool } from '../tool.ts'

const input = z.strictObject({
  year: z.int().min(0).max(9999).optional().describe('A year such as 2026; without it: all time.'),
})

export const readingStatistics = tool({
  name: 'reading_statistics',
  title: 'Reading statistics',
  description:
    'What the reader finished in a year, or ever: books and pages by month, ratings, categories, authors, formats, the ' +
    `longest and the shortest book. For all time: the last ${maxShownMonths} months with a finished book.`,
  scope: 'books:read',
  isReadOnly: true,
  input,
  run: async (c, { year }) => {
    const asked = year === undefined ? undefined : String(year).padStart(4, '0')
    const { rows } = await asCaller(c.var, { rows: selectFinished(c.var.caller, asked) })
    const { months, authors, ...stats } = statsOf(rows, asked)
    return withoutEmpty({
      notice,
      ...stats,
      months: months.filter(({ books }) => books > 0).slice(-maxShownMonths),
      authors: authors.slice(0, maxShownAuthors),
    })
  },
})
