import { contract } from '../../http/contract.ts'
import { presentedFacets } from './schema.ts'

export const facetsContract = contract({
  id: 'countBooks',
  summary: 'Count books by their values',
  description:
    'Counts your books, or those that pass the filters, by each value of each facet: the most frequent first, at most ' +
    '100. A filter by a value finds as many books as its count says. Tags that differ in case alone are one, and so are ' +
    'authors and series that differ in case, accents or punctuation: shown as they are written most often.',
  tag: 'Books',
  responses: { 200: { message: 'The counts.', data: presentedFacets } },
})
