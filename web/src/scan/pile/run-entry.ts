import { ApiError } from 'bookplate/client'
import { hasCode } from '../../errors/messages.ts'
import { placeBook } from '../../library/books.ts'
import { type FoundBook, takeFoundCover } from '../../library/find-books.ts'
import { addFound, findFirst } from './add-found.ts'
import type { Entry, Shelved, Step } from './entry.ts'
import { findOwn } from './own-book.ts'

/** Changes the entry. @returns false if it is gone in the meantime, or belongs to another reader */
export type Change = (changes: Partial<Entry>) => boolean

const failedStep = (error: unknown): Step => {
  const seconds = error instanceof ApiError ? error.retryAfterSeconds : undefined
  return { kind: 'failed', error, retryAt: seconds === undefined ? undefined : Date.now() + seconds * 1000 }
}

const takeCover = async (book: Shelved, { source, cover }: FoundBook, change: Change): Promise<void> => {
  if (!cover) return
  try {
    const covered = await takeFoundCover(book.id, source, cover)
    if (change({ step: { kind: 'added', book: covered, cover: 'there' } })) placeBook(covered)
  } catch {
    change({ step: { kind: 'added', book, cover: 'failed' } })
  }
}

/** A book with this title exists, perhaps entered without its ISBN. */
const hadStep = ({ title, authors }: FoundBook): Step => ({
  kind: 'had',
  book: { id: '', title, authors, thumbnail_url: null },
})

const add = async (entry: Entry, found: FoundBook, change: Change): Promise<void> => {
  try {
    const book = await addFound(entry, found)
    const step: Step = { kind: 'added', book, cover: found.cover ? 'coming' : 'none' }
    // A book that was undone, or whose reader has left, needs no cover.
    if (!change({ step })) return
    placeBook(book)
    await takeCover(book, found, change)
  } catch (error) {
    if (!hasCode(error, 'title_taken')) throw error
    change({ step: hadStep(found) })
  }
}

/** Looks an ISBN up in the own library, then in the catalogues, and adds the book. Every outcome is a step of the entry. */
export const runEntry = async (entry: Entry, signal: AbortSignal, change: Change): Promise<void> => {
  change({ step: { kind: 'looking' } })
  try {
    // The first attempt to add it may have succeeded although its response was lost. The same request tells.
    if (entry.found) return await add(entry, entry.found, change)
    const own = await findOwn(entry.isbn, signal)
    if (own) return void change({ step: { kind: 'had', book: own } })
    const found = await findFirst(entry.isbn, signal)
    if (!found) return void change({ step: { kind: 'unknown' } })
    if (change({ found })) await add(entry, found, change)
  } catch (error) {
    if (signal.aborted) return
    change({ step: hasCode(error, 'book_not_found') ? { kind: 'unknown' } : failedStep(error) })
  }
}

/** Tries again to give an added book the cover that was found. */
export const retryCover = async ({ step, found }: Entry, change: Change): Promise<void> => {
  if (step.kind !== 'added' || !found) return
  change({ step: { ...step, cover: 'coming' } })
  await takeCover(step.book, found, change)
}
