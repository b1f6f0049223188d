import { useEffect, useLayoutEffect, useRef } from 'preact/hooks'
import { BookDialogs } from '../book/book-dialogs.tsx'
import { loadEditor } from '../book/lazy-editor.tsx'
import { Icon } from '../design/icon.tsx'
import { Problem } from '../errors/problem.tsx'
import { books, loadBooks, retryBooks } from '../library/books.ts'
import { hiddenBooks } from '../library/deletion.ts'
import { PageHeading } from '../page/page-heading.tsx'
import { type BookDialog, type ShelfQuery, shelfHref } from '../router/route.ts'
import { user } from '../session/session.ts'
import { BookList } from './book-list.tsx'
import { CategoryLinks } from './category-links.tsx'
import { EmptyShelf } from './empty-shelf.tsx'
import { Toolbar } from './toolbar.tsx'
import './shelf.css'

/** The number of books, which screen readers announce when it changes. */
const summary = (shown: number, hasMore: boolean): string => {
  if (shown === 0) return 'No books.'
  return `${shown} ${shown === 1 ? 'book' : 'books'}${hasMore ? ' so far; more follow as you scroll' : ''}.`
}

/** @returns the last settled value, so that screen readers do not announce values in between */
const useLastSettled = (value: string, isSettled: boolean): string => {
  const last = useRef('Loading …')
  if (isSettled) last.current = value
  return last.current
}

let lastScrollY = 0

/** Restores the scroll position when the reader comes back to the shelf. */
const useScrollMemory = () => {
  useLayoutEffect(() => {
    scrollTo(0, lastScrollY)
    return () => {
      lastScrollY = scrollY
    }
  }, [])
}

const Books = ({ query }: { query: ShelfQuery }) => {
  const { list, next, loading, error, query: shownQuery } = books.value
  useEffect(() => loadBooks(query), [query])

  const hidden = hiddenBooks.value
  const shown = hidden.size > 0 ? list.filter(({ id }) => !hidden.has(id)) : list
  const isFirst = loading === 'first'
  const isEmpty = shownQuery !== undefined && shown.length === 0 && next === null && !loading && !error
  return (
    <section
      aria-label="Books"
      aria-busy={isFirst}
      class={isFirst && shownQuery ? 'shelf-books stale' : 'shelf-books'}
    >
      <p class="visually-hidden" role="status">
        {useLastSettled(
          summary(shown.length, next !== null),
          loading === undefined && shownQuery !== undefined,
        )}
      </p>
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
      {error !== undefined && <Problem error={error} retry={retryBooks} />}
    </section>
  )
}

const editorDelayMs = 2000

/** Loads the form before the reader needs it, after the covers that are in view. */
const usePreloadedEditor = () => {
  useEffect(() => {
    // The dialog tells if it cannot be loaded.
    const timer = setTimeout(() => void loadEditor().catch(() => undefined), editorDelayMs)
    return () => clearTimeout(timer)
  }, [])
}

export const ShelfPage = ({ query, dialog }: { query: ShelfQuery; dialog: BookDialog | undefined }) => {
  useScrollMemory()
  usePreloadedEditor()
  return (
    <>
      <div class="shelf-head">
        <div class="nameplate">
          <p class="small-caps">Ex libris</p>
          <PageHeading title="Your shelf">{user.value?.name}</PageHeading>
        </div>
        <a class="button primary" href={shelfHref(query, { kind: 'new' })}>
          <Icon name="plus" /> Add a book
        </a>
      </div>
      <Toolbar query={query} />
      <CategoryLinks query={query} />
      <Books query={query} />
      {dialog && <BookDialogs query={query} dialog={dialog} />}
    </>
  )
}
