import { useLayoutEffect, useRef } from 'preact/hooks'
import { Problem } from '../errors/problem.tsx'
import { books, loadBooks, retryBooks } from '../library/books.ts'
import { useFacets } from '../library/facets.ts'
import { hiddenBooks } from '../library/hidden-books.ts'
import { shelfHref } from '../router/route.ts'
import type { ShelfQuery } from '../router/shelf-query.ts'
import { BookList } from './book-list.tsx'
import { EmptyShelf } from './empty-shelf.tsx'
import { FailedQuery } from './failed-query.tsx'
import { LazyBar } from './selection/lazy-bar.tsx'
import { shelfTexts } from './texts.ts'

/** @returns the last settled value, so that screen readers do not announce values in between */
const useLastSettled = (value: string, isSettled: boolean): string => {
  const last = useRef(shelfTexts.peek().loading)
  if (isSettled) last.current = value
  return last.current
}

/** The books of the query, or the text in their place. */
export const Books = ({ query }: { query: ShelfQuery }) => {
  const { list, next, from, loading, error, failed, query: shownQuery } = books.value
  const facets = useFacets(query)
  // Before the first frame, because the first covers wait for the list.
  useLayoutEffect(() => loadBooks(query), [query])

  const texts = shelfTexts.value
  const hidden = hiddenBooks.value
  const shown = hidden.size > 0 ? list.filter(({ id }) => !hidden.has(id)) : list
  const isFirst = loading === 'first'
  const isWhole = next === null && from === undefined
  const isEmpty = shownQuery !== undefined && shown.length === 0 && isWhole && !loading && !error
  const total = isWhole ? shown.length : facets?.total
  return (
    <section
      aria-label={texts.books}
      aria-busy={isFirst}
      tabIndex={-1}
      class={isFirst && shownQuery ? 'shelf-books stale' : 'shelf-books'}
    >
      <p class="visually-hidden" role="status">
        {useLastSettled(
          texts.summary(total ?? shown.length, total === undefined),
          loading === undefined && shownQuery !== undefined,
        )}
      </p>
      {failed && shownQuery && <FailedQuery shown={shownQuery} error={error} />}
      {isEmpty ? (
        <EmptyShelf query={query} />
      ) : (
        <BookList
          // A new query mounts new sections, so that its books are rendered in steps too.
          key={shownQuery && shelfHref({ ...shownQuery, view: query.view })}
          books={shown}
          query={query}
          next={loading || error ? null : next}
          isLoadingFirst={!error && (shownQuery === undefined || (isFirst && shown.length === 0))}
        />
      )}
      <LazyBar />
      {error !== undefined && !(failed && shownQuery) && <Problem error={error} retry={retryBooks} />}
    </section>
  )
}
