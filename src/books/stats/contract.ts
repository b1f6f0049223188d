import { contract } from '../../http/contract.ts'
import { presentedStats } from './schema.ts'

export const statsContract = contract({
  id: 'readStats',
  summary: 'Read statistics',
  description:
    'Sums up the books that you finished in a year, or at any time. A book that was read several times counts each time ' +
    'in `total.books`, `total.pages` and `months`, and once in everything else. A book with the status `did_not_finish` ' +
    'counts nowhere, although its readings may have an end.',
  tag: 'Books',
  responses: { 200: { message: 'The statistics.', data: presentedStats } },
})
