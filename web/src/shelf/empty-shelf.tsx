import { Emblem } from '../design/emblem.tsx'
import { Icon } from '../design/icon.tsx'
import { filterName } from '../router/categories.ts'
import { type ShelfQuery, shelfHref, wholeShelf } from '../router/route.ts'

const nothingFound = ({ q, category }: ShelfQuery): string => {
  const where =
    category === undefined ? '' : category === 'none' ? ' without a category' : ` in ${filterName(category)}`
  return q.trim() === '' ? `No books${where} yet` : `No book${where} matches “${q.trim()}”`
}

/** The text in place of the books when there are none. */
export const EmptyShelf = ({ query }: { query: ShelfQuery }) => {
  const isWhole = query.q.trim() === '' && query.category === undefined
  if (!isWhole) {
    return (
      <div class="empty">
        <h2>{nothingFound(query)}</h2>
        <p>Search matches the beginnings of words in all texts of a book, its authors, series and tags.</p>
        <a class="button" href={shelfHref({ ...wholeShelf, sort: query.sort, view: query.view })}>
          Show all books
        </a>
      </div>
    )
  }
  return (
    <div class="empty">
      <Emblem />
      <h2>Your shelf is empty</h2>
      <p>Add a book, or import a library from another service.</p>
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
