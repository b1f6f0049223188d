import type { Content } from '../drafts/keeper.ts'
import type { Draft } from '../library/draft.ts'
import type { FoundBook } from '../library/find-books.ts'
import type { Saved } from './use-draft.ts'

/** The state of a book's form that is kept in the browser. */
export interface KeptBook {
  draft: Draft
  /** The found book whose cover is added after the book is saved. */
  found: FoundBook | undefined
  /** The version that the reader edits. `undefined` for a new book. */
  base: Saved | undefined
  /** The `Idempotency-Key` of an attempt with this draft, whose result is not known. */
  key: string | undefined
}

export const newBookName = 'new-book'
export const editBookName = (id: string): string => `edit-book:${id}`

/** A larger photo is not kept while it is made ready: the browser would have no room for the text. */
const maxOriginalBytes = 30_000_000

// A promise cannot be kept. `withReadyCover` adds the image afterwards.
const preparing = Symbol('preparing')

type Keepable = KeptBook & { [preparing]?: Promise<File> | undefined }

export const contentOf = (value: KeptBook): Content<KeptBook> => {
  const { draft } = value
  const { original } = draft
  const keepable: Keepable = {
    ...value,
    draft: {
      ...draft,
      preparing: undefined,
      original: original && original.size <= maxOriginalBytes ? original : undefined,
    },
    [preparing]: draft.preparing,
  }
  return { title: draft.title.trim(), value: keepable }
}

/** @returns the value with the image that was still being made ready, if it can be used */
export const withReadyCover = async (value: KeptBook): Promise<KeptBook> => {
  try {
    const cover = await (value as Keepable)[preparing]
    return cover ? { ...value, draft: { ...value.draft, cover, original: undefined } } : value
  } catch {
    return { ...value, draft: { ...value.draft, original: undefined } }
  }
}
