import { categoryFilters, filterName } from '../router/categories.ts'
import { shelfHref } from '../router/route.ts'
import type { ShelfQuery } from '../router/shelf-query.ts'
import { shelfTexts } from './texts.ts'
import './toolbar.css'

/** Links and not buttons, so that Back works and a category can be opened in another tab. */
export const CategoryLinks = ({ query }: { query: ShelfQuery }) => (
  <nav aria-label={shelfTexts.value.categories} class="categories">
    <ul>
      {[undefined, ...categoryFilters].map((category) => (
        <li key={category ?? 'all'}>
          <a
            class="chip"
            href={shelfHref({ ...query, category })}
            aria-current={query.category === category ? 'true' : undefined}
            data-category={category}
          >
            {category && category !== 'none' && <span class="swatch" />}
            {category ? filterName(category) : shelfTexts.value.all}
          </a>
        </li>
      ))}
    </ul>
  </nav>
)
