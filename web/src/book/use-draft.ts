import { useEffect, useState } from 'preact/hooks'
import { isOwn, type OwnBook } from '../library/book.ts'
import { changedFields } from '../library/changes.ts'
import { type Draft, draftOf } from '../library/draft.ts'
import { mergeDrafts } from '../library/merge.ts'
import { useBook } from '../library/use-book.ts'

/** A version of the book from the service. */
export interface Saved {
  book: OwnBook
  draft: Draft
  etag: string
}

export const savedOf = (book: OwnBook, etag: string): Saved => ({ book, draft: draftOf(book), etag })

/** The draft begins with the current version from the service, not with the book of the shelf. */
export const useDraft = (id: string) => {
  const { version, error, load } = useBook(id)
  const [state, setState] = useState<{ base: Saved; draft: Draft }>()
  const begin = (base: Saved, draft = base.draft) => setState({ base, draft })
  useEffect(() => {
    if (!version || !isOwn(version.book)) return
    const first = savedOf(version.book, version.etag)
    setState((before) => before ?? { base: first, draft: first.draft })
  }, [version])
  const edit = (change: (draft: Draft) => Draft) =>
    setState((before) => before && { ...before, draft: change(before.draft) })
  const set = (changes: Partial<Draft>) => edit((before) => ({ ...before, ...changes }))
  const isDirty =
    state !== undefined &&
    ((state.draft.cover ?? state.draft.preparing) !== undefined ||
      state.draft.newTag !== '' ||
      changedFields(state.draft, state.base.draft).length > 0)
  const isForeign = version !== undefined && !isOwn(version.book)
  return { base: state?.base, draft: state?.draft, set, edit, begin, isDirty, isForeign, error, load }
}

/** Two changes of the version `base`: one that was saved in the meantime, and that of the reader. */
export const conflictOf = (saved: Saved, mine: Draft, base: Saved) => {
  const { merged, conflicting } = mergeDrafts(base.draft, mine, saved.draft)
  const isCoverInConflict = mine.cover !== undefined && saved.book.image_url !== base.book.image_url
  return { saved, merged, conflicting, isCoverInConflict }
}

export type BothChanged = ReturnType<typeof conflictOf>
