import { useFacets } from '../library/facets.ts'
import { shelfHref } from '../router/route.ts'
import type { ShelfQuery } from '../router/shelf-query.ts'
import { openBeside } from '../router/side-by-side.ts'
import { type ActiveFilter, limitsOf } from './active.ts'
import { filterTexts } from './texts.ts'
import './filter-bar.css'

const Suggestion = ({ text, without }: ActiveFilter) => {
  const texts = filterTexts.value
  const total = useFacets(without)?.total
  if (!total) return null
  return (
    <li>
      <a class="button" href={shelfHref(without, openBeside())}>
        <bdi>{texts.without(text)}</bdi> <span class="figures">{texts.count(total)}</span>
      </a>
    </li>
  )
}

/** Where several filters leave no book: which of them to remove, and how many books that shows. */
export const EmptyFilters = ({ query }: { query: ShelfQuery }) => {
  const limits = limitsOf(query)
  if (limits.length < 2) return null
  return (
    <ul class="suggestions" aria-label={filterTexts.value.wouldShow}>
      {limits.map((limit) => (
        <Suggestion {...limit} key={limit.key} />
      ))}
    </ul>
  )
}
