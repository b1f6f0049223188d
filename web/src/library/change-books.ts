import type { ListedBook } from 'bookplate/client'
import { user } from '../session/session.ts'
import { type Outcome, type Rejected, sendAll, type Waiting, waitingFor } from './batch.ts'
import type { BookFields } from './book.ts'
import { findBook, placeBooks, removeBooks } from './books.ts'
import { refetchBooks } from './refetch-books.ts'

/** New values for some fields of one book. */
export interface BookChange {
  /** The version that the reader has seen. A newer one is not overruled. */
  before: ListedBook
  fields: Partial<BookFields>
}

export interface ChangedBook extends BookChange {
  after: ListedBook
}

export interface ChangeResult {
  changed: ChangedBook[]
  rejected: { book: ListedBook; error: Rejected['error'] }[]
  /** The changes that were not made, or whose response was lost. */
  rest?: { changes: BookChange[]; waiting: Waiting; error: unknown }
}

const after = ({ before, fields }: BookChange, version: number): ListedBook =>
  ({ ...before, ...fields, version }) as ListedBook

const operations = (changes: readonly BookChange[]) =>
  changes.map(({ before: { id, version }, fields }) => ({ op: 'update' as const, id, version, book: fields }))

/** Shows the old values again, unless a newer version has arrived. */
const takeBack = (changes: readonly BookChange[]) =>
  placeBooks(
    changes.flatMap(({ before }) => (findBook(before.id)?.version === before.version ? [before] : [])),
  )

const resultOf = (
  changes: readonly BookChange[],
  { done, rejected, waiting, error }: Outcome,
): ChangeResult => {
  const rest = new Set(waiting.operations.map(({ id }) => id))
  const errors = new Map(rejected.map((one) => [one.id, one.error]))
  const result: ChangeResult = { changed: [], rejected: [] }
  for (const change of changes) {
    const { id } = change.before
    const [version, reason] = [done.get(id), errors.get(id)]
    if (typeof version === 'number') result.changed.push({ ...change, after: after(change, version) })
    if (reason) result.rejected.push({ book: change.before, error: reason })
  }
  const undone = changes.filter(({ before }) => rest.has(before.id))
  return undone.length > 0 ? { ...result, rest: { changes: undone, waiting, error } } : result
}

/**
 * Changes many books. The shelf shows the new values at once, and the old ones again where a change fails.
 * @param waiting the requests of an earlier attempt, whose response may be lost
 * @returns undefined if another reader has signed in since
 */
export const changeBooks = (
  changes: readonly BookChange[],
  waiting?: Waiting,
): Promise<ChangeResult | undefined> => {
  const work = change(changes, waiting)
  inProgress.add(work)
  return work.finally(() => inProgress.delete(work))
}

const change = async (
  changes: readonly BookChange[],
  waiting = waitingFor(operations(changes)),
): Promise<ChangeResult | undefined> => {
  const reader = user.peek()?.id
  const isWanted = () => user.peek()?.id === reader
  placeBooks(changes.map((change) => after(change, change.before.version)))
  const result = resultOf(changes, await sendAll(waiting, isWanted))
  if (!isWanted()) return user.peek() ? undefined : result
  placeBooks(result.changed.map((one) => one.after))
  takeBack(result.rest?.changes ?? [])
  const isGone = ({ error }: { error: Rejected['error'] }) => error.code === 'book_not_found'
  removeBooks(result.rejected.filter(isGone).map(({ book }) => book.id))
  const others = result.rejected.filter((one) => !isGone(one)).map(({ book }) => book)
  takeBack(others.map((before) => ({ before, fields: {} })))
  await refetchBooks(
    others.map(({ id }) => id),
    isWanted,
  )
  return result
}

const inProgress = new Set<Promise<unknown>>()

/** Resolves when the changes that are being sent have ended. */
export const settleBatches = (): Promise<unknown> => Promise.allSettled(inProgress)

/** @returns the changes that restore the old values, where the book is still as `changed` left it */
export const reversed = (changed: readonly ChangedBook[]): BookChange[] =>
  changed.map(({ before, fields, after }) => ({
    before: after,
    fields: Object.fromEntries(
      Object.keys(fields).map((name) => [name, before[name as keyof ListedBook]]),
    ) as Partial<BookFields>,
  }))
