import { Emblem } from '../design/emblem.tsx'
import { Icon } from '../design/icon.tsx'
import { categoryName } from '../router/categories.ts'
import { type ShelfQuery, shelfHref, wholeShelf } from '../router/route.ts'

const nothingFound = ({ q, category }: ShelfQuery): string => {
  const where = category ? ` in ${categoryName(category)}` : ''
  return q.trim() === '' ? `Nothing${where} yet` : `No book${where} matches “${q.trim()}”`
}

/** An invitation, where there are no books; or the way back, where a search finds none. */
export const EmptyShelf = ({ query }: { query: ShelfQuery }) => {
  const isWhole = query.q.trim() === '' && query.category === undefined
  if (!isWhole) {
    return (
      <div class="empty">
        <h2>{nothingFound(query)}</h2>
        <p>Search looks for the beginnings of words in titles and descriptions.</p>
        <a class="button" href={shelfHref({ ...wholeShelf, sort: query.sort, view: query.view })}>
          Show all books
        </a>
      </div>
    )
  }
  return (
    <div class="empty">
      <Emblem />
      <h2>The shelf is yours to fill</h2>
      <p>
        Begin with the book beside your bed: a photo of its cover will do. Or bring a whole library from
        elsewhere.
      </p>
      <div class="empty-actions">
        <a class="button primary" href={shelfHref(query, { kind: 'new' })}>
          <Icon name="plus" /> Add a book
        </a>
        <a class="button" href="#/import">
          Import a library
        </a>
      </div>
    </div>
  )
}
