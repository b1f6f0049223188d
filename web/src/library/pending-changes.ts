import { computed, signal } from '@preact/signals'
import type { ListedBook } from 'bookplate/client'
import type { BookFields, OwnBook } from './book.ts'

/** Computes the new fields from the current ones, so that it is right for a newer version too. */
export type Change = (book: ListedBook) => Partial<BookFields>

/** The changes that the service has not confirmed, by the id of their book, in the order of their requests. */
const state = signal<ReadonlyMap<string, readonly Change[]>>(new Map())

export const setPendingChanges = (id: string, changes: readonly Change[]): void => {
  const next = new Map(state.value)
  if (changes.length > 0) next.set(id, changes)
  else next.delete(id)
  state.value = next
}

export const clearPendingChanges = (): void => {
  state.value = new Map()
}

type Own = ListedBook | OwnBook

/** A book of a list says only whether it has a review and notes. */
const withFields = <B extends Own>(book: B, { review, notes, extra, ...fields }: Partial<BookFields>): B =>
  'extra' in book
    ? {
        ...book,
        ...fields,
        ...(review !== undefined && { review }),
        ...(notes !== undefined && { notes }),
        ...(extra && { extra }),
      }
    : {
        ...book,
        ...fields,
        ...(review !== undefined && { has_review: review !== '' }),
        ...(notes !== undefined && { has_notes: notes !== '' }),
      }

/** @returns `book` after these changes */
export const withChanges = <B extends Own>(book: B, changes: readonly Change[]): B =>
  changes.reduce((changed, change) => withFields(changed, change(changed as ListedBook)), book)

/** One object for each book and list of changes, because entries of the shelf compare books by identity. */
const shown = new WeakMap<object, { changes: readonly Change[]; book: Own }>()

/** @returns `book` as it will be when the service has confirmed the pending changes */
export const withPendingChanges = <B extends Own>(book: B): B => {
  const changes = state.value.get(book.id)
  if (!changes) return book
  const known = shown.get(book)
  if (known?.changes === changes) return known.book as B
  const changed = withChanges(book, changes)
  shown.set(book, { changes, book: changed })
  return changed
}

export const hasPendingChanges = computed(() => state.value.size > 0)
