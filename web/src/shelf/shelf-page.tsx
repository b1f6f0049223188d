import { useEffect, useLayoutEffect } from 'preact/hooks'
import { BookDialogs } from '../book/book-dialogs.tsx'
import { hiddenBooks } from '../book/deletion.ts'
import { Icon } from '../design/icon.tsx'
import { Problem } from '../errors/problem.tsx'
import { type BookDialog, type ShelfQuery, shelfHref } from '../router/route.ts'
import { user } from '../session/session.ts'
import { PageHeading } from '../shell/page-heading.tsx'
import { BookList } from './book-list.tsx'
import { books, retry, showBooks } from './books.ts'
import { CategoryLinks } from './category-links.tsx'
import { EmptyShelf } from './empty-shelf.tsx'
import { Toolbar } from './toolbar.tsx'
import './shelf.css'

/** How many books there are, as far as that is known: said to screen readers whenever it changes. */
const summary = (shown: number, hasMore: boolean, isLoading: boolean): string => {
  if (isLoading) return 'Looking …'
  if (shown === 0) return 'No books.'
  return `${shown} ${shown === 1 ? 'book' : 'books'}${hasMore ? ' so far; more follow as you scroll' : ''}.`
}

let leftAt = 0

/** The reader comes back to where they left the shelf. */
const useScrollMemory = () => {
  useLayoutEffect(() => {
    scrollTo(0, leftAt)
    return () => {
      leftAt = scrollY
    }
  }, [])
}

const Books = ({ query }: { query: ShelfQuery }) => {
  const { pages, next, loading, error, query: shownQuery } = books.value
  useEffect(() => showBooks(query), [query])

  const hidden = hiddenBooks.value
  const shown = pages.reduce((sum, page) => sum + page.filter(({ id }) => !hidden.has(id)).length, 0)
  const isFirst = loading === 'first'
  const isEmpty = shownQuery !== undefined && shown === 0 && next === null && !loading && !error
  return (
    <section
      aria-label="Books"
      aria-busy={isFirst}
      class={isFirst && shownQuery ? 'shelf-books stale' : 'shelf-books'}
    >
      <p class="visually-hidden" role="status">
        {summary(shown, next !== null, isFirst || shownQuery === undefined)}
      </p>
      {isEmpty ? (
        <EmptyShelf query={query} />
      ) : (
        <BookList
          pages={pages}
          query={query}
          hasMore={!error && (next !== null || shownQuery === undefined)}
        />
      )}
      {error !== undefined && <Problem error={error} retry={() => retry(query)} />}
    </section>
  )
}

export const ShelfPage = ({ query, dialog }: { query: ShelfQuery; dialog: BookDialog | undefined }) => {
  useScrollMemory()
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
