import { computed } from '@preact/signals'
import { route } from './location.ts'
import { type ShelfQuery, wholeShelf } from './route.ts'

let last: ShelfQuery = wholeShelf

/** What of the shelf was shown last: the navigation leads back there. */
export const lastQuery = computed(() => {
  const here = route.value
  if (here.page === 'shelf') last = here.query
  return last
})
