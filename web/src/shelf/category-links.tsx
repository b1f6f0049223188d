import { useRef } from 'preact/hooks'
import { number } from '../i18n/format.ts'
import { type Facets, useFacets } from '../library/facets.ts'
import { noFilter } from '../library/filter.ts'
import { type CategoryFilter, categoryFilters, filterName } from '../router/categories.ts'
import { shelfHref } from '../router/route.ts'
import type { ShelfQuery } from '../router/shelf-query.ts'
import { openBeside } from '../router/side-by-side.ts'
import { shelfTexts } from './texts.ts'
import { useFadedEdges } from './use-faded-edges.ts'
import './chips.css'

const countOf = (facets: Facets, category: CategoryFilter): number =>
  facets.category?.find(({ value }) => value === category)?.count ?? 0

/** The most frequent first in the whole library, so that a search does not move them. */
const inOrder = (library: Facets): CategoryFilter[] =>
  categoryFilters.toSorted((a, b) => countOf(library, b) - countOf(library, a))

interface ChipProps {
  query: ShelfQuery
  category: CategoryFilter | undefined
  /** Undefined until the books are counted. */
  count: number | undefined
}

const Chip = ({ query, category, count }: ChipProps) => (
  <li class={count === 0 ? 'chip-none' : undefined}>
    <a
      class="chip"
      href={shelfHref({ ...query, category }, openBeside())}
      aria-current={query.category === category ? 'true' : undefined}
      data-category={category}
    >
      {category && category !== 'none' && <span class="swatch" />}
      {category ? filterName(category) : shelfTexts.value.all}
      {count !== undefined && count > 0 && <span class="chip-count figures">{number(count)}</span>}
    </a>
  </li>
)

/**
 * Links and not buttons, so that Back works and a category can be opened in another tab. Until the library is counted there
 * is an empty line, because the counts decide the order.
 */
export const CategoryLinks = ({ query }: { query: ShelfQuery }) => {
  const list = useRef<HTMLUListElement>(null)
  const library = useFacets(noFilter)
  const facets = useFacets({ ...query, category: undefined })
  useFadedEdges(list, library !== undefined)
  return (
    <nav aria-label={shelfTexts.value.categories} class="categories">
      <ul ref={list}>
        <Chip query={query} category={undefined} count={facets?.total} />
        {(library ? inOrder(library) : []).map((category) => (
          <Chip
            key={category}
            query={query}
            category={category}
            count={facets && countOf(facets, category)}
          />
        ))}
      </ul>
    </nav>
  )
}
