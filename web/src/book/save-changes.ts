import { hasCode } from '../errors/messages.ts'
import { type BookFields, isOwn, type OwnBook } from '../library/book.ts'
import { changedFields } from '../library/changes.ts'
import type { Draft } from '../library/draft.ts'
import { readDraft } from '../library/read-draft.ts'
import { changeBook } from '../library/save-book.ts'
import { fetchBook } from '../library/use-book.ts'
import { type BothChanged, conflictOf, type Saved, savedOf } from './use-draft.ts'
import type { Sending } from './use-saving.ts'

/** Thrown when both versions have another value in the same field, so that the reader must choose. */
export class Conflict extends Error {
  readonly both: BothChanged

  constructor(both: BothChanged) {
    super('Both changed the same fields.')
    this.both = both
  }
}

/** Another change may arrive between a merge and its request. */
const maxMerges = 5

interface Changes {
  /** The version that the reader has edited. */
  base: Saved
  mine: Draft
  cover: File | undefined
}

interface Saving extends Sending {
  /** Called before each request, with the fields that it sends. */
  onRequest: (base: Saved, fields: Partial<BookFields>) => void
}

/**
 * Sends the fields that differ from the base. Merges them with a version that was saved in the meantime.
 * @returns the saved book, and whether it has changes of both
 * @throws Conflict
 */
export const saveChanges = async (
  { base, mine, cover }: Changes,
  saving: Saving,
  merges = 0,
): Promise<{ book: OwnBook; isMerged: boolean }> => {
  const { signal, onProgress, onSent, onRequest } = saving
  const { fields } = readDraft(mine, changedFields(mine, base.draft))
  // The same changes were made in both places.
  if (Object.keys(fields).length === 0 && !cover) return { book: base.book, isMerged: merges > 0 }
  onRequest(base, fields)
  try {
    if (cover) onProgress(0)
    else onSent()
    const { id } = base.book
    const book = await changeBook(id, { fields, cover }, { etag: base.etag, onProgress, signal })
    return { book, isMerged: merges > 0 }
  } catch (error) {
    if (!hasCode(error, 'version_mismatch') || merges >= maxMerges) throw error
    const { book, etag } = await fetchBook(base.book.id, signal)
    if (!isOwn(book)) throw error
    const both = conflictOf(savedOf(book, etag), { ...mine, cover }, base)
    if (both.conflicting.length > 0 || both.isCoverInConflict) throw new Conflict(both)
    return saveChanges({ base: both.saved, mine: both.merged, cover }, saving, merges + 1)
  }
}
