import { useCallback } from 'preact/hooks'
import { pushHref } from '../router/location.ts'
import { type BookDialog, shelfHref } from '../router/route.ts'
import type { ShelfQuery } from '../router/shelf-query.ts'
import { LazyEditor } from './lazy-editor.tsx'
import { ReadBook } from './read-book.tsx'

/** The dialog that the address opens above the shelf. */
export const BookDialogs = ({
  query,
  dialog,
}: {
  query: ShelfQuery
  dialog: Exclude<BookDialog, { kind: 'new' }>
}) => {
  const toShelf = useCallback(() => pushHref(shelfHref(query)), [query])
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
          onClose={() => pushHref(shelfHref(query, { kind: 'read', id: dialog.id }))}
        />
      )
  }
}
