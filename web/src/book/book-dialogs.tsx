import { useCallback } from 'preact/hooks'
import { closeTo } from '../router/location.ts'
import { type BookDialog, shelfHref } from '../router/route.ts'
import type { ShelfQuery } from '../router/shelf-query.ts'
import { LazyEditor } from './lazy-editor.tsx'
import { ReadBook } from './read-book.tsx'
import { useGone } from './use-gone.ts'

/** The dialog that the address opens above the shelf. */
export const BookDialogs = ({
  query,
  dialog,
}: {
  query: ShelfQuery
  dialog: Exclude<BookDialog, { kind: 'new' }>
}) => {
  const toShelf = useCallback(() => closeTo(shelfHref(query)), [query])
  useGone(dialog, toShelf)
  switch (dialog.kind) {
    case 'read':
      return (
        <ReadBook
          key={dialog.id}
          id={dialog.id}
          editHref={shelfHref(query, { kind: 'edit', id: dialog.id })}
          onClose={toShelf}
        />
      )
    case 'edit':
      return (
        <LazyEditor
          key={dialog.id}
          id={dialog.id}
          onClose={() => closeTo(shelfHref(query, { kind: 'read', id: dialog.id }))}
        />
      )
  }
}
