import { useEffect, useState } from 'preact/hooks'
import { isOwn, type OwnBook } from '../library/book.ts'
import { changedFields, mergeDrafts } from '../library/changes.ts'
import { type Draft, draftOf } from '../library/draft.ts'
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
  const [base, setBase] = useState<Saved>()
  const [draft, setDraft] = useState<Draft>()
  const begin = (from: Saved, draft = from.draft) => {
    setBase(from)
    setDraft(draft)
  }
  useEffect(() => {
    if (version && isOwn(version.book) && !base) begin(savedOf(version.book, version.etag))
  }, [version, base])
  const edit = (change: (draft: Draft) => Draft) => setDraft((before) => before && change(before))
  const set = (changes: Partial<Draft>) => edit((before) => ({ ...before, ...changes }))
  const isDirty =
    base !== undefined &&
    draft !== undefined &&
    ((draft.cover ?? draft.preparing) !== undefined ||
      draft.newTag !== '' ||
      changedFields(draft, base.draft).length > 0)
  const isForeign = version !== undefined && !isOwn(version.book)
  return { base, draft, set, edit, begin, isDirty, isForeign, error, load }
}

/** A version that was saved in the meantime, with the changes of the reader. */
export const conflictOf = (saved: Saved, mine: Draft, base: Saved) => {
  const merged = mergeDrafts(saved.draft, mine, changedFields(mine, base.draft))
  return { saved, merged, differing: changedFields(merged, saved.draft) }
}
