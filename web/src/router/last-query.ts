import { computed } from '@preact/signals'
import { route } from './location.ts'
import { readShelfQuery, type ShelfQuery } from './shelf-query.ts'

let last: ShelfQuery | undefined

/** The query of the shelf that was shown last. The navigation links to it. */
export const lastQuery = computed(() => {
  const here = route.value
  if (here.page === 'shelf') last = here.query
  return last ?? readShelfQuery(new URLSearchParams())
})
