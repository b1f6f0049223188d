import { effect } from '@preact/signals'
import { ApiError, type ListedBook } from 'bookplate/client'
import { hasCode, messageFor } from '../errors/messages.ts'
import { user } from '../session/session.ts'
import { dismiss, isWaiting, showToast } from '../toasts/toasts.ts'
import type { BookFields, OwnBook } from './book.ts'
import { findBook, removeBooks } from './books.ts'
import { patchBook, patchOnLeaving } from './patch-book.ts'
import { type Change, clearPendingChanges, setPendingChanges, withChanges } from './pending-changes.ts'
import { placeAndTell } from './tell-place.ts'
import { libraryTexts } from './texts.ts'

interface Entry {
  change: Change
  /** The names of the fields, if the values do not depend on the book. */
  names: string | undefined
  end: ((isSaved: boolean) => void)[]
}

/** The changes of one book. They are sent in order, one at a time. */
interface Queue {
  id: string
  /** The last version that is known. */
  base: ListedBook | OwnBook
  entries: Entry[]
  isSending: boolean
}

const queues = new Map<string, Queue>()
/** The messages of changes that failed, by book. Another reader must not see them. */
const failures = new Map<string, { toast: number; entries: Entry[] }>()

const publish = ({ id, entries }: Queue) =>
  setPendingChanges(
    id,
    entries.map(({ change }) => change),
  )

const end = (entries: Entry[], isSaved: boolean) => {
  for (const entry of entries) for (const tell of entry.end) tell(isSaved)
}

const forgetFailure = (id: string) => {
  const failure = failures.get(id)
  if (failure) dismiss(failure.toast)
  failures.delete(id)
}

/** @returns the changes of a message that is still shown, without those that `newer` changes replace */
const failuresExcept = (id: string, newer: readonly Pick<Entry, 'names'>[]): Entry[] => {
  const failure = failures.get(id)
  if (!failure || !isWaiting(failure.toast)) return []
  return failure.entries.filter(
    ({ names }) => names === undefined || newer.every((other) => other.names !== names),
  )
}

/** Whether the next change would fail for the same reason. */
const isAboutConnection = (error: unknown) =>
  !(error instanceof ApiError) || error.status >= 500 || error.status === 429

const fail = (queue: Queue, error: unknown) => {
  const { id, base, entries } = queue
  const isGone = hasCode(error, 'book_not_found')
  const failed = entries.splice(0, isGone || isAboutConnection(error) ? entries.length : 1)
  publish(queue)
  // Changes of other fields that failed before can still be sent again.
  const all = [...failuresExcept(id, failed), ...failed]
  forgetFailure(id)
  const again = () => {
    forgetFailure(id)
    for (const { change, names, end } of all) enqueue(base, { change, names, end })
  }
  const toast = showToast({
    text: libraryTexts.peek().notChanged(base.title, messageFor(error)),
    isError: true,
    ...(!isGone && { action: { label: libraryTexts.peek().tryAgain, run: again } }),
  })
  failures.set(id, { toast, entries: all })
  end(failed, false)
  if (isGone) removeBooks([id])
}

const sendAll = async (queue: Queue) => {
  if (queue.isSending) return
  queue.isSending = true
  for (let [entry] = queue.entries; entry; [entry] = queue.entries) {
    try {
      const saved = await patchBook(queue.base, entry.change)
      // Another reader may have signed in.
      if (queues.get(queue.id) !== queue) return
      queue.base = saved
      queue.entries.shift()
      if ('extra' in saved) placeAndTell(saved)
      publish(queue)
      end([entry], true)
    } catch (error) {
      if (queues.get(queue.id) !== queue) return
      // The changes wait until the same reader has signed in again.
      if (!user.peek()) break
      fail(queue, error)
    }
  }
  queue.isSending = false
  if (queue.entries.length === 0) queues.delete(queue.id)
}

const enqueue = (book: ListedBook | OwnBook, entry: Entry) => {
  const queue = queues.get(book.id) ?? {
    id: book.id,
    base: newest(book, findBook(book.id)),
    entries: [],
    isSending: false,
  }
  queues.set(book.id, queue)
  if (book.version > queue.base.version) queue.base = book
  const last = queue.entries.at(-1)
  // The last value wins among those that wait for their request.
  if (last && queue.entries.length > 1 && entry.names !== undefined && last.names === entry.names) {
    queue.entries.pop()
    entry.end.push(...last.end)
  }
  queue.entries.push(entry)
  publish(queue)
  void sendAll(queue)
}

const namesOf = (fields: Partial<BookFields>) => Object.keys(fields).sort().join()

/**
 * Changes fields of an own book. Every page shows the new values at once. If the service does not save them, the old ones
 * come back, and a message offers to try again.
 * @param change the new values, or a function that computes them from the current ones
 * @returns whether the change was saved
 */
export const changeFields = (
  book: ListedBook | OwnBook,
  change: Partial<BookFields> | Change,
): Promise<boolean> => {
  const isFixed = typeof change !== 'function'
  const names = isFixed ? namesOf(change) : undefined
  // An older value of the same fields is out of date, so do not offer to send it.
  const failure = failures.get(book.id)
  if (failure && names !== undefined) {
    // The button of the message sends this list.
    failure.entries.splice(0, Infinity, ...failuresExcept(book.id, [{ names }]))
    if (failure.entries.length === 0) forgetFailure(book.id)
  }
  return new Promise((resolve) =>
    enqueue(book, { change: isFixed ? () => change : change, names, end: [resolve] }),
  )
}

const newest = <B extends ListedBook | OwnBook>(book: B, other: ListedBook | OwnBook | undefined): B =>
  other && other.version > book.version ? { ...book, ...other } : book

/** @returns `book` as it will be when the changes in progress are saved, in the last known version */
export const currentBook = <B extends ListedBook | OwnBook>(book: B): B => {
  const queue = queues.get(book.id)
  const base = newest(newest(book, findBook(book.id)), queue?.base)
  return withChanges(base, queue?.entries.map(({ change }) => change) ?? [])
}

/** Resolves when the changes that are being sent have ended. */
export const settleQueues = (): Promise<unknown> => {
  const waiting = [...queues.values()].flatMap(({ entries }) => entries.slice(-1))
  return Promise.all(waiting.map((entry) => new Promise<boolean>((resolve) => entry.end.push(resolve))))
}

addEventListener('pagehide', () => {
  for (const { base, entries } of queues.values()) {
    patchOnLeaving(
      base,
      entries.map(({ change }) => change),
    )
  }
})

let owner: string | undefined
effect(() => {
  const id = user.value?.id
  if (id === undefined) return
  if (id === owner) {
    for (const queue of queues.values()) void sendAll(queue)
    return
  }
  owner = id
  queues.clear()
  clearPendingChanges()
  for (const book of [...failures.keys()]) forgetFailure(book)
})
