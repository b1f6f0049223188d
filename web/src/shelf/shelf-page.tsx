import { useEffect, useLayoutEffect } from 'preact/hooks'
import { LazyAdd, loadAdd } from '../add/lazy-add.tsx'
import { BookDialogs } from '../book/book-dialogs.tsx'
import { loadEditor } from '../book/lazy-editor.tsx'
import { closeTo } from '../router/location.ts'
import { type BookDialog, shelfHref } from '../router/route.ts'
import type { ShelfQuery } from '../router/shelf-query.ts'
import { Books } from './books.tsx'
import { CategoryLinks } from './category-links.tsx'
import './shelf.css'

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

const editorDelayMs = 2000

/** Loads the forms before the reader needs them, after the covers that are in view. */
const usePreloadedEditor = () => {
  useEffect(() => {
    // The dialog tells if it cannot be loaded.
    const load = () => Promise.all([loadAdd(), loadEditor()]).catch(() => undefined)
    const timer = setTimeout(() => void load(), editorDelayMs)
    return () => clearTimeout(timer)
  }, [])
}

export const ShelfPage = ({ query, dialog }: { query: ShelfQuery; dialog: BookDialog | undefined }) => {
  useScrollMemory()
  usePreloadedEditor()
  return (
    <>
      <CategoryLinks query={query} />
      <Books query={query} />
      {dialog?.kind === 'new' && <LazyAdd {...{ query, dialog }} onClose={() => closeTo(shelfHref(query))} />}
      {dialog && dialog.kind !== 'new' && <BookDialogs query={query} dialog={dialog} />}
    </>
  )
}
