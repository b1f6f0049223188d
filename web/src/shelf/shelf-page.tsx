import { useCallback, useEffect, useLayoutEffect } from 'preact/hooks'
import { addPart, LazyAdd } from '../add/lazy-add.tsx'
import { editorPart, LazyEditor } from '../book/lazy-editor.tsx'
import { LazySheet, sheetPart } from '../book/sheet/lazy-sheet.tsx'
import { useSheet } from '../book/sheet/use-sheet.ts'
import { online } from '../connection/online.ts'
import { FilterBar } from '../filters/filter-bar.tsx'
import type { LazyPart } from '../page/lazy-part.ts'
import { closeTo } from '../router/location.ts'
import { type BookDialog, shelfHref } from '../router/route.ts'
import type { ShelfQuery } from '../router/shelf-query.ts'
import { Books } from './books.tsx'
import { CategoryLinks } from './category-links.tsx'
import { DropImages } from './many-covers/drop-images.tsx'
import './shelf.css'
import './shelf-sheet.css'

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

const sheetDelayMs = 500
const formsDelayMs = 2000

/** Loads a book's page and the forms before the reader needs them, after the covers that are in view. */
const usePreloaded = () => {
  useEffect(() => {
    // The page of the book and the dialogs tell if they cannot be loaded.
    const preload = (...parts: readonly LazyPart<unknown>[]) => {
      // Each request would fail, and the browser would report an error.
      if (online.value) void Promise.allSettled(parts.map(({ load }) => load()))
    }
    const timers = [
      setTimeout(() => preload(sheetPart), sheetDelayMs),
      setTimeout(() => preload(addPart, editorPart), formsDelayMs),
    ]
    return () => timers.forEach(clearTimeout)
  }, [])
}

export const ShelfPage = ({ query, dialog }: { query: ShelfQuery; dialog: BookDialog | undefined }) => {
  useScrollMemory()
  usePreloaded()
  const sheet = useSheet(dialog)
  const toShelf = useCallback(() => closeTo(shelfHref(query)), [query])
  return (
    <div class="shelf-page" data-sheet={sheet.id}>
      <div class="shelf-main">
        <FilterBar query={query}>
          <CategoryLinks query={query} />
        </FilterBar>
        <Books query={query} />
      </div>
      <DropImages />
      {sheet.id !== undefined && (
        <LazySheet
          id={sheet.id}
          query={query}
          isBehind={dialog?.kind === 'edit'}
          isOpened={sheet.isOpened}
          onClose={toShelf}
        />
      )}
      {dialog?.kind === 'new' && <LazyAdd {...{ query, dialog }} onClose={toShelf} />}
      {dialog?.kind === 'edit' && (
        <LazyEditor
          key={dialog.id}
          id={dialog.id}
          onClose={() => closeTo(shelfHref(query, { kind: 'read', id: dialog.id }))}
        />
      )}
    </div>
  )
}
