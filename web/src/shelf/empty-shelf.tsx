import { Emblem } from '../design/emblem.tsx'
import { Icon } from '../design/icon.tsx'
import { EmptyFilters } from '../filters/empty-filters.tsx'
import { filterName } from '../router/categories.ts'
import { shelfHref } from '../router/route.ts'
import { isNarrowed, type ShelfQuery, wholeShelf } from '../router/shelf-query.ts'
import { openBeside } from '../router/side-by-side.ts'
import { shelfTexts } from './texts.ts'

const nothingFound = ({ q, category }: ShelfQuery): string => {
  const texts = shelfTexts.value
  return category === 'none'
    ? texts.nothingFoundWithoutCategory(q.trim())
    : texts.nothingFound(q.trim(), category && filterName(category))
}

/** The text in place of the books when there are none. */
export const EmptyShelf = ({ query }: { query: ShelfQuery }) => {
  const texts = shelfTexts.value
  if (isNarrowed(query)) {
    const { sort, group, view } = query
    return (
      <div class="empty">
        <h2>{nothingFound(query)}</h2>
        {query.q.trim() !== '' && <p>{texts.searchRule}</p>}
        <EmptyFilters query={query} />
        <a class="button" href={shelfHref({ ...wholeShelf, sort, group, view }, openBeside())}>
          {texts.showAll}
        </a>
      </div>
    )
  }
  return (
    <div class="empty">
      <Emblem />
      <h2>{texts.empty}</h2>
      <p>{texts.emptyHint}</p>
      <div class="empty-actions">
        <a class="button primary" href={shelfHref(query, { kind: 'new' })}>
          <Icon name="plus" /> {texts.add}
        </a>
        <a class="button" href="#/import">
          {texts.import}
        </a>
      </div>
    </div>
  )
}
