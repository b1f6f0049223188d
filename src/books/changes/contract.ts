import { contract } from '../../http/contract.ts'
import { maxChanges } from './limits.ts'
import { presentedChange } from './schema.ts'

export const changesContract = contract({
  id: 'followBooks',
  summary: 'Follow the changes of your library',
  description:
    'Your books that were added, changed or deleted since a cursor: each once, as it is now, in the order of the last ' +
    `changes. A page has at most ${maxChanges} of them and 4 MB. \`page.next\` is always set: keep it, and ask again with ` +
    'it as `since`. An empty page means that you are up to date. Without `since` the whole library comes, without ' +
    'deletions. A cursor is valid for 90 days, and until a backup is restored; then it is 410 ' +
    '`cursor_expired`: forget the copy and begin without `since`.',
  tag: 'Books',
  responses: {
    200: {
      message: 'A page of changes.',
      data: presentedChange,
      isPage: true,
      pageParameter: 'since',
      headers: ['Link'],
    },
  },
  errors: ['invalid_cursor', 'cursor_expired'],
})
